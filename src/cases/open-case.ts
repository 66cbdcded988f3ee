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
 * The only way to a case: finds it, asks whether this person may do this to it, and records that it was opened.
 * @throws NotFound where there is none, where row security hides it, or where the permission says no; RuleBroken
 * `too-many-cases` where this person opened more in the last hour than anyone works on.
 */
export async function openCase(
  tx: EntityManager,
  actor: Actor,
  { caseId, permission }: WhichCase,
): Promise<Case> {
  const kase = await allowed(tx, await tx.findOneBy(Case, { id: caseId }), { actor, permission });
  await keepPace(tx, actor, kase);
  return opened(tx, kase);
}

/** Nobody is held up in an emergency, in a case of their own, or in writing down what happened. */
async function keepPace(tx: EntityManager, actor: Actor, kase: Case & Reached): Promise<void> {
  if (actor.userId === null || kase.inEmergency || kase.advocateId === actor.userId) return;
  const count = 'SELECT others_opened_lately($1) AS others';
  const [{ others }] = await tx.query<[{ others: number }]>(count, [kase.id]);
  checkPace(others);
}

/**
 * As `openCase`, keeping the case as it is until the transaction ends, so that nothing is added to one that somebody closes
 * meanwhile. Any number of people may add to a case at once.
 */
export async function openCaseToAddTo(
  tx: EntityManager,
  actor: Actor,
  { caseId, permission }: WhichCase,
): Promise<Case> {
  const kase = await tx.findOne(Case, { where: { id: caseId }, lock: { mode: 'pessimistic_read' } });
  return opened(tx, await allowed(tx, kase, { actor, permission }));
}

/** As `openCase`, holding the case until the transaction ends, so that two people cannot change it at once. */
export async function openCaseToChange(
  tx: EntityManager,
  actor: Actor,
  { caseId, permission }: WhichCase,
): Promise<Case> {
  const kase = await tx.findOne(Case, { where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
  return opened(tx, await allowed(tx, kase, { actor, permission }));
}

async function allowed(
  tx: EntityManager,
  kase: Case | null,
  { actor, permission }: { actor: Actor; permission: Permission<CaseScope> },
): Promise<Case & Reached> {
  if (!kase) throw new NotFound();
  const found = await howReached(tx, kase);
  authorise(actor, permission, found);
  return found;
}

/** What is of another team was opened in an emergency, which it says of itself from here on, also to the page that shows it. */
export async function howReached<T extends { teamId: string }>(
  tx: EntityManager,
  thing: T,
): Promise<T & Reached> {
  const [row] = await tx.query<[{ own: boolean }]>('SELECT $1 = ANY (my_teams()) AS own', [thing.teamId]);
  return row.own ? thing : Object.assign(thing, { inEmergency: true as const });
}

async function opened(tx: EntityManager, kase: Case): Promise<Case> {
  await addEntry(tx, { act: 'case.opened', caseId: kase.id });
  return kase;
}
