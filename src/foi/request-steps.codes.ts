import { codelist, type Code } from '../kernel/codelist.js';

/** The acts on a request that need nothing but to be done, in the words of their buttons. */
export const plainActs = codelist({
  return_to_draft: 'Return it to be drafted again',
  close_unclarified: 'Close it without clarification',
  ask_for_review: 'Record that a review was asked for',
  uphold: 'Record that the answer stands',
  withdraw: 'Record that it was withdrawn',
});
export type PlainAct = Code<typeof plainActs>;
