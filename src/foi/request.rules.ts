import type { Steps } from '../kernel/steps.js';
import type { RequestState } from './foi.codes.js';

export type RequestAct =
  | 'ask_for_clarification'
  | 'receive_clarification'
  | 'close_unclarified'
  | 'draft'
  | 'approve'
  | 'return_to_draft'
  | 'release'
  | 'ask_for_review'
  | 'uphold'
  | 'withdraw';

/**
 * The life of a request. Nothing is released that was not approved, and an answer changed on internal review is drafted,
 * approved and released again. A request withdrawn, or left unclarified, stays on the register: s.77 makes its loss an offence.
 */
export const requestSteps = {
  received: { ask_for_clarification: 'clarifying', draft: 'drafted', withdraw: 'withdrawn' },
  clarifying: { receive_clarification: 'received', close_unclarified: 'lapsed', withdraw: 'withdrawn' },
  drafted: { approve: 'approved', ask_for_clarification: 'clarifying', withdraw: 'withdrawn' },
  approved: { release: 'released', return_to_draft: 'drafted', withdraw: 'withdrawn' },
  released: { ask_for_review: 'in_review' },
  in_review: { uphold: 'reviewed', return_to_draft: 'drafted' },
  reviewed: {},
  // A requester who answers late has made a new request in law; the register keeps it as one thread.
  lapsed: { receive_clarification: 'received' },
  withdrawn: {},
} as const satisfies Steps<RequestState, RequestAct>;
