import type { Period } from '../kernel/period.js';
import { plainDate, type PlainDate } from '../kernel/plain-date.js';

/** A change in how the police count stalking: figures from that day on are not comparable with those before. */
export interface CountingBreak {
  readonly on: PlainDate;
  readonly sentence: string;
}

/** Home Office counting rules, from the published notes to police recorded crime; last gone over on 22 November 2026. */
export const countingBreaks: readonly CountingBreak[] = [
  {
    on: plainDate('2014-04-01'),
    sentence: 'In April 2014 stalking became a class of its own; before, it was counted within harassment.',
  },
  {
    on: plainDate('2015-04-01'),
    sentence: 'In April 2015 malicious communications began to be counted, within harassment.',
  },
  {
    on: plainDate('2017-04-01'),
    sentence: 'In April 2017 malicious communications became a class of their own.',
  },
  {
    on: plainDate('2018-04-01'),
    sentence:
      'In April 2018 stalking began to be recorded in addition to the most serious other offence against the same victim.',
  },
  {
    on: plainDate('2020-04-01'),
    sentence:
      'In April 2020 a course of conduct by a former partner began to be recorded as stalking, unless the police are satisfied ' +
      'that it amounts to harassment only. Figures from then on are not comparable with earlier ones.',
  },
  {
    // Announced in April 2023; that it took effect in May was not confirmed in a first source.
    on: plainDate('2023-05-01'),
    sentence:
      'In May 2023, as we understand it, the rule of April 2018 was reversed: only the principal crime is recorded.',
  },
];

/**
 * The changes that fall within a period: after its first day, up to and including its last. One on the first day divides
 * nothing. 1 April 2018 to 31 March 2021 has one within it, that of April 2020.
 */
export function countingBreaksWithin(period: Period): CountingBreak[] {
  return countingBreaks.filter(({ on }) => period.from < on && on <= period.to);
}
