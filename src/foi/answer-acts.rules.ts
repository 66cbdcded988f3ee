import { RuleBroken } from '../kernel/errors.js';
import { step } from '../kernel/steps.js';
import type { RequestState } from './foi.codes.js';
import { requestSteps, type RequestAct } from './request.rules.js';

/** An edition of an answer, as those who approve and release it must know it. Hashes are hexadecimal. */
export interface EditionFacts {
  readonly draftedBy: string;
  readonly approvedHash: string | null;
  readonly isLatest: boolean;
  /** The hash that was taken when it was drafted. */
  readonly draftedHash: string;
  /** The hash of the letter as it is now. */
  readonly presentHash: string;
  readonly missing: readonly string[];
}

/** The state an act leads to. @throws RuleBroken `impossible-step` */
export function afterAct(state: RequestState, act: RequestAct): RequestState {
  return step<RequestState, RequestAct>(requestSteps, state, act);
}

/** The state a draft leaves a request in. A request already drafted may be drafted anew, as another edition. */
export function afterDrafting(state: RequestState): RequestState {
  return state === 'drafted' ? 'drafted' : afterAct(state, 'draft');
}

/** Lets a search be recorded: while an answer is still to be drafted. @throws RuleBroken `impossible-step` */
export function checkOpenToSearch(state: RequestState): void {
  if (!mayBeSearched(state))
    throw new RuleBroken(
      'impossible-step',
      'A search is recorded before the answer is approved, and while nothing is waited for',
    );
}

export function mayBeSearched(state: RequestState): boolean {
  return state === 'received' || state === 'drafted';
}

/** Whether someone may approve what another drafted: nobody approves their own. */
export function isSomeoneElse(
  userId: string | null,
  { draftedBy }: Pick<EditionFacts, 'draftedBy'>,
): boolean {
  return userId !== null && userId !== draftedBy;
}

/**
 * Lets an edition be approved: the latest, complete, by someone who did not draft it, and as they saw it.
 * @throws RuleBroken `impossible-step`, `approver-drafted`, `not-the-latest`, `draft-anew`, `letter-incomplete`, `letter-changed`
 */
export function checkApproval(
  state: RequestState,
  edition: EditionFacts,
  { userId, seenHash }: { userId: string; seenHash: string },
): RequestState {
  const next = afterAct(state, 'approve');
  if (!isSomeoneElse(userId, edition))
    throw new RuleBroken('approver-drafted', 'You drafted this answer, so someone else must approve it');
  refuseOld(edition);
  if (edition.approvedHash !== null)
    throw new RuleBroken(
      'draft-anew',
      'This edition was returned after its approval. Draft the answer again.',
    );
  if (edition.missing.length > 0)
    throw new RuleBroken(
      'letter-incomplete',
      `The letter is not complete. ${edition.missing.join(' ')} Then draft the answer again.`,
    );
  if (seenHash !== edition.draftedHash) throw changed();
  refuseChanged(edition);
  return next;
}

/**
 * Lets an edition be released: the latest, and word for word what was approved.
 * @throws RuleBroken `impossible-step`, `not-the-latest`, `not-approved`, `letter-changed`
 */
export function checkRelease(state: RequestState, edition: EditionFacts): RequestState {
  const next = afterAct(state, 'release');
  refuseOld(edition);
  if (edition.approvedHash === null)
    throw new RuleBroken('not-approved', 'This edition has not been approved');
  if (edition.approvedHash !== edition.presentHash) throw changed();
  refuseChanged(edition);
  return next;
}

/**
 * Lets an internal review find that the answer stands: by someone who did not draft it.
 * @throws RuleBroken `impossible-step`, `reviewer-drafted`
 */
export function checkReview(
  state: RequestState,
  edition: Pick<EditionFacts, 'draftedBy'> | null,
  userId: string,
): RequestState {
  const next = afterAct(state, 'uphold');
  if (edition && !isSomeoneElse(userId, edition))
    throw new RuleBroken('reviewer-drafted', 'You drafted this answer, so someone else must review it');
  return next;
}

function refuseOld({ isLatest }: EditionFacts): void {
  if (!isLatest)
    throw new RuleBroken('not-the-latest', 'A later edition has been drafted. Look at that one instead.');
}

function refuseChanged({ presentHash, draftedHash }: EditionFacts): void {
  if (presentHash !== draftedHash) throw changed();
}

function changed(): RuleBroken {
  return new RuleBroken(
    'letter-changed',
    'The letter is not the one that was drafted, so it cannot go. Draft the answer again, and tell whoever runs Larkspur for you.',
  );
}
