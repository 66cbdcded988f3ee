import { unknownReasons } from '../codes/unknown-reason.codes.js';
import { isCode, labelOf, type Codelist } from '../kernel/codelist.js';

/** A fact stored as a code or as the reason it is not known, in words: 'Female', or 'Not known: not asked'. */
export function worded(list: Codelist, value: string | null, unknownReason: string | null): string {
  if (value !== null) return labelOf(list, value);
  return notKnown(unknownReason);
}

/** 'Not known: not asked' */
export function notKnown(unknownReason: string | null): string {
  if (!isCode(unknownReasons, unknownReason)) return 'Not known';
  const reason = labelOf(unknownReasons, unknownReason);
  return `Not known: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}
