import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import type { CopiedItem } from './copy.codes.js';

/** Of each thing a copy can say, the field that says it. */
export const fieldOfItem = {
  name: 'name',
  born_on: 'bornOn',
  safe_contact: 'safeContact',
  risk: 'risk',
  what_happened: 'whatHappened',
  orders: 'orders',
  breaches: 'breaches',
  safety_plan: 'safetyPlan',
  children: 'children',
  perpetrator: 'perpetrator',
} as const satisfies Record<CopiedItem, string>;
export type CopyField = (typeof fieldOfItem)[CopiedItem];

export interface CopiedWords {
  readonly item: CopiedItem;
  readonly words: string;
}

/**
 * What a copy says: each thing that words were given for, in the order of the codelist, and nothing else.
 * UK GDPR art. 5(1)(c): no more than is needed.
 * @throws RuleBroken `nothing-copied`
 */
export function copiedOf(given: { readonly [F in CopyField]?: string | undefined }): CopiedWords[] {
  const copied = (Object.entries(fieldOfItem) as [CopiedItem, CopyField][]) // as its type says
    .flatMap(([item, field]) => {
      const words = given[field];
      return words === undefined ? [] : [{ item, words }];
    });
  if (copied.length === 0) throw new RuleBroken('nothing-copied', 'Say at least one thing that is shared');
  return copied;
}

/** For how many calendar days a view may last after the day it is shared. It is renewed by sharing anew, which asks again for what allows it. */
export const longestView = 90;

/**
 * The last day a partner may look, inclusive; returned unchanged. No later than ninety days from the day it is shared: shared on
 * 3 March 2026, 1 June 2026 and not 2 June 2026. Ours; no law names a number.
 * @throws RuleBroken `view-too-long`
 */
export function soundViewEnd(untilOn: PlainDate, sharedOn: PlainDate): PlainDate {
  const last = addDays(sharedOn, longestView);
  if (untilOn <= last) return untilOn;
  throw new RuleBroken('view-too-long', `The last day must be ${inWords(last)} or earlier`);
}
