import type { Actor } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import type { Letter } from './answer.rules.js';
import type { LetterBlock } from './answer-table.rules.js';
import type { EditionShown } from './answers.service.js';
import { foi } from './foi.policy.js';
import { stateTag } from './request-list.view.js';

export interface AnswerView {
  readonly requestId: string;
  readonly reference: string;
  readonly version: number;
  readonly edition: number;
  readonly state: { readonly text: string; readonly colour: string };
  readonly drafter: string;
  readonly draftedAt: Date;
  readonly approver: string | null;
  readonly approvedAt: Date | null;
  readonly hash: string;
  readonly missing: readonly string[];
  readonly isLatest: boolean;
  readonly canApprove: boolean;
  /** Why this person cannot approve what waits for approval. */
  readonly cannotApprove: string | null;
  readonly canRelease: boolean;
  readonly blocks: readonly BlockSet[];
}

export function answerView({ request, letter, facts, row }: EditionShown, actor: Actor): AnswerView {
  const waits = request.state === 'drafted' && facts.isLatest;
  const why = waits ? whyNot({ facts, own: !may(actor, foi.approve, facts) }) : null;
  return {
    requestId: request.id,
    reference: request.reference,
    version: request.version,
    edition: row.edition,
    state: stateTag(request.state),
    drafter: row.drafter,
    draftedAt: row.draftedAt,
    approver: row.approver,
    approvedAt: row.approvedAt,
    hash: facts.draftedHash,
    missing: facts.missing,
    isLatest: facts.isLatest,
    canApprove: waits && why === null,
    cannotApprove: why,
    canRelease: request.state === 'approved' && facts.isLatest && may(actor, foi.release, facts),
    blocks: blocksOf(letter),
  };
}

/** A block as a page sets it: a table has its number, by which it can be spoken of. */
export type BlockSet = LetterBlock & { readonly table: number };

/** A letter from first line to last, its tables numbered through. */
export function blocksOf({ opening, answers, closing }: Letter): BlockSet[] {
  let table = 0;
  return [...opening, ...answers.flatMap(({ blocks }) => blocks), ...closing].map((block) => {
    if (block.kind === 'table') table += 1;
    return { ...block, table };
  });
}

function whyNot({ facts, own }: { facts: EditionShown['facts']; own: boolean }): string | null {
  if (facts.approvedHash !== null)
    return 'This edition was approved and then returned. Draft the answer again, so that what is approved is what is released.';
  if (own) return 'You drafted this answer, so someone else must approve it.';
  return facts.missing.length > 0 ? 'The letter is not complete, so it cannot be approved.' : null;
}
