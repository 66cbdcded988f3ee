import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import type { ConsentPurpose, ConsentValue, ConsentWay } from './consent.codes.js';

/** One answer to one purpose, as it is given. */
export interface ConsentAnswer {
  readonly purpose: ConsentPurpose;
  readonly value: ConsentValue;
  /** How it reached us; null exactly where it was never asked. */
  readonly how: ConsentWay | null;
  readonly givenOn: PlainDate;
  /** The last day it holds, inclusive; null where no end was set. */
  readonly untilOn: PlainDate | null;
}

/** An answer on record. */
export interface ConsentRecord extends ConsentAnswer {
  readonly recordedAt: Date;
}

/** An answer with whom it names. */
export interface NamedConsent extends ConsentRecord {
  readonly id: string;
  /** The agency a consent to `share_agency` is to; null names nobody, and lets nothing go to anybody. */
  readonly agencyId: string | null;
  readonly agencyName: string | null;
}

export interface ConsentStanding {
  readonly state: ConsentValue | 'expired';
  /** Whether one may act on it today: only what was given, and has not ended. */
  readonly holds: boolean;
  /** Whether it ends within four weeks, so that it can be asked for again before it does. */
  readonly endsSoon: boolean;
  readonly inWords: string;
}

/**
 * Where a client's consent to a purpose stands on a day: the latest answer counts, as `latestAnswer` says which that is, and
 * earlier ones do not come back when it ends. A refusal, a withdrawal, an end and never having asked are told apart. Given until
 * 3 March 2026, it holds on 3 March and not on 4 March.
 * UK GDPR art. 7(3): it is as easy to withdraw as to give, and takes effect at once.
 */
export function consentTo(
  purpose: ConsentPurpose,
  records: readonly ConsentRecord[],
  today: PlainDate,
): ConsentStanding {
  const latest = latestAnswer(purpose, records);
  if (!latest || latest.value === 'not_asked')
    return { state: 'not_asked', ...no, inWords: notAskedInWords(purpose, records) };
  const { value, givenOn, untilOn } = latest;
  if (value !== 'given') return { state: value, ...no, inWords: `${words[value]} on ${inWords(givenOn)}` };
  if (untilOn !== null && untilOn < today) {
    return {
      state: 'expired',
      ...no,
      inWords: `Given on ${inWords(givenOn)}, and ended on ${inWords(untilOn)}`,
    };
  }
  const until = untilOn === null ? '' : `, until ${inWords(untilOn)}`;
  const endsSoon = untilOn !== null && untilOn <= addDays(today, 28);
  return { state: 'given', holds: true, endsSoon, inWords: `Given on ${inWords(givenOn)}${until}` };
}

/**
 * The answer to a purpose that counts: the latest, and of one day the one recorded last. But a refusal or a withdrawal counts
 * from when it is recorded, whatever day it names, until the client themselves gives consent later: what a referrer says they
 * said does not give it back, nor does not having asked. Withdrawn on 4 March 2026, it stays so when a referral of 5 March says
 * "given, through the referrer"; withdrawn on 3 March and recorded on 6 March, it takes back what was given on 5 March.
 * Of sharing, what a referrer says was given does not count at all: it would let the police say that the police may be told.
 * `may_be_sent` and `consent_for` in the database say the same.
 */
export function latestAnswer<R extends ConsentRecord>(
  purpose: ConsentPurpose,
  records: readonly R[],
): R | undefined {
  const answers = records.filter((record) => record.purpose === purpose && !isNoBasis(record));
  const standing = answers.filter((answer) => standsAgainstGiving(answer, answers));
  return (standing.length > 0 ? standing : answers).toSorted(byTime).at(-1);
}

/** A referrer's word that the client agrees to something going to others. */
function isNoBasis({ purpose, value, how }: ConsentRecord): boolean {
  return purpose.startsWith('share_') && value === 'given' && how === 'through_referrer';
}

function standsAgainstGiving(answer: ConsentRecord, answers: readonly ConsentRecord[]): boolean {
  if (answer.value !== 'refused' && answer.value !== 'withdrawn') return false;
  return !answers.some(
    (other) => other.value === 'given' && other.how !== 'through_referrer' && isAfter(other, answer),
  );
}

/** Of a later day, or recorded later; before it on neither count. */
function isAfter(one: ConsentRecord, other: ConsentRecord): boolean {
  const recorded = one.recordedAt.getTime() - other.recordedAt.getTime();
  if (one.givenOn < other.givenOn || recorded < 0) return false;
  return one.givenOn > other.givenOn || recorded > 0;
}

function notAskedInWords(purpose: ConsentPurpose, records: readonly ConsentRecord[]): string {
  const said = records.filter((record) => record.purpose === purpose && isNoBasis(record)).toSorted(byTime);
  const last = said.at(-1);
  return last ? `Given on ${inWords(last.givenOn)} as the referrer says: ask the client` : 'Not asked';
}

const no = { holds: false, endsSoon: false } as const;

/**
 * An answer that makes sense on the day it is entered; returned unchanged.
 * @throws RuleBroken `consent-in-the-future`, `consent-ends-before-it-is-given`, or `consent-without-a-way` where it was
 * asked for and does not say how it reached us, or was not and does.
 */
export function soundConsent<A extends ConsentAnswer>(answer: A, today: PlainDate): A {
  if (answer.givenOn > today) {
    throw new RuleBroken('consent-in-the-future', 'The day of the answer cannot be in the future');
  }
  if (answer.untilOn !== null && answer.untilOn < answer.givenOn) {
    throw new RuleBroken(
      'consent-ends-before-it-is-given',
      'The last day must not be before the day of the answer',
    );
  }
  if ((answer.value === 'not_asked') !== (answer.how === null)) {
    throw new RuleBroken(
      'consent-without-a-way',
      'Select how we know each answer about consent, except where it was not asked',
    );
  }
  return answer;
}

/**
 * Of an answer about a named agency, that it names one; of every other, that it names none.
 * @throws RuleBroken `consent-names-no-agency` or `consent-names-an-agency`
 */
export function soundAgency({ purpose, value }: ConsentAnswer, agencyId: string | null): string | null {
  if (purpose === 'share_agency' && value !== 'not_asked' && agencyId === null)
    throw new RuleBroken('consent-names-no-agency', 'Select the agency that the client was asked about');
  if (purpose !== 'share_agency' && agencyId !== null)
    throw new RuleBroken('consent-names-an-agency', 'Leave the agency empty, except for a named agency');
  return agencyId;
}

const words = { refused: 'Refused', withdrawn: 'Withdrawn' } as const;

function byTime(one: ConsentRecord, other: ConsentRecord): number {
  if (one.givenOn !== other.givenOn) return one.givenOn < other.givenOn ? -1 : 1;
  return one.recordedAt.getTime() - other.recordedAt.getTime();
}
