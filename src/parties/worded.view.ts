import { unknownReasons } from '../codes/unknown-reason.codes.js';
import { isCode, labelOf, type Codelist } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';

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

/** A day as the date picker writes it: '3/3/2026'. */
export function inDigits(day: PlainDate): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${String(date)}/${String(month)}/${String(year)}`;
}
