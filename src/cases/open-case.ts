import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { authorise, type Permission } from '../kernel/policy.js';
import { addHistory } from '../platform/database/history.js';
import type { CaseScope } from './case.policy.js';
import { Case } from './case.entity.js';

/** A case, and what is to be done to it. */
export interface WhichCase {
  readonly caseId: string;
  readonly permission: Permission<CaseScope>;
}

/**
 * The only way to a case: finds it, asks whether this person may do this to it, and records that it was opened.
 * @throws NotFound where there is none, where row security hides it, or where the permission says no.
 */
export async function openCase(
  tx: EntityManager,
  actor: Actor,
  { caseId, permission }: WhichCase,
): Promise<Case> {
  return opened(tx, actor, permission, await tx.findOneBy(Case, { id: caseId }));
}

/** As `openCase`, holding the case until the transaction ends, so that two people cannot change it at once. */
export async function openCaseToChange(
  tx: EntityManager,
  actor: Actor,
  { caseId, permission }: WhichCase,
): Promise<Case> {
  return opened(tx, actor, permission, await tx.findOne(Case, { where: { id: caseId }, lock: { mode: 'pessimistic_write' } }));
}

async function opened(tx: EntityManager, actor: Actor, permission: WhichCase['permission'], kase: Case | null) {
  if (!kase) throw new NotFound();
  authorise(actor, permission, kase);
  await addHistory(tx, { did: 'case.opened', to: kase.id, in: kase.id });
  return kase;
}
