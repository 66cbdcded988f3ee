import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { authorise, type Permission, type Reached } from '../kernel/policy.js';
import { addEntry } from '../platform/audit/entry.js';
import type { CaseScope } from './case.policy.js';
import { Case } from './case.entity.js';
import { checkPace } from './case.rules.js';

/** A case, and what is to be done to it. */
export interface WhichCase {
  readonly caseId: string;
  readonly permission: Permission<CaseScope>;
}

/**
 * How a case is held until the transaction ends: to add to it, as any number of people may at once, so that nothing is added to
 * one that somebody closes meanwhile; or to change it, as only one may.
 */
const locks = { to_add: 'pessimistic_read', to_change: 'pessimistic_write' } as const;

/**
 * The only way to a case: finds it, asks whether this person may do this to it, and records that it was opened.
 * @throws NotFound where there is none, where row security hides it, or where the permission says no; RuleBroken
 * `too-many-cases` where this person opened more in the last hour than anyone works on, and holds nothing.
 */
export async function openCase(
  tx: EntityManager,
  actor: Actor,
  { caseId, permission, hold }: WhichCase & { readonly hold?: keyof typeof locks },
): Promise<Case> {
  const lock = hold === undefined ? {} : { lock: { mode: locks[hold] } };
  const found = await tx.findOne(Case, { where: { id: caseId }, ...lock });
  if (!found) throw new NotFound();
  const kase = await asTold(tx, await howReached(tx, found));
  authorise(actor, permission, kase);
  if (hold === undefined) await keepPace(tx, actor, kase);
  await addEntry(tx, { act: 'case.opened', caseId });
  return kase;
}

/** Nobody is held up in an emergency, in a case of their own, or in writing down what happened. */
async function keepPace(tx: EntityManager, actor: Actor, kase: Case & Reached): Promise<void> {
  if (actor.userId === null || kase.inEmergency || kase.advocateId === actor.userId) return;
  const count = 'SELECT others_opened_lately($1) AS others';
  const [{ others }] = await tx.query<[{ others: number }]>(count, [kase.id]);
  checkPace(others);
}

/** What is of another team was opened in an emergency, which it says of itself from here on, also to the page that shows it. */
export async function howReached<T extends { teamId: string }>(
  tx: EntityManager,
  thing: T,
): Promise<T & Reached> {
  const [row] = await tx.query<[{ own: boolean }]>('SELECT $1 = ANY (my_teams()) AS own', [thing.teamId]);
  return row.own ? thing : Object.assign(thing, { inEmergency: true as const });
}

/** To whoever typed it and is told of no seal it is not sealed (docs/decisions/0033). */
export async function asTold<T extends { clientId: string; sealed: boolean }>(
  tx: EntityManager,
  thing: T,
): Promise<T> {
  if (!thing.sealed) return thing;
  const [row] = await tx.query<[{ untold: boolean }]>('SELECT $1 = ANY (my_untold()) AS untold', [
    thing.clientId,
  ]);
  return row.untold ? Object.assign(thing, { sealed: false }) : thing;
}
