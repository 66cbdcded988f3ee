import {
  periodOfQuarter,
  quarterInWords,
  quarterOf,
  quartersFrom,
  quartersOf,
  type Quarter,
} from '../kernel/period.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import { isForCommissioner } from './answer-words.rules.js';
import type { Question } from './question.rules.js';
import { whichPeriods, type ConcretePeriods, type NamedPeriod } from './which-periods.rules.js';

/** A service whose figures are published, and from and to when. Both quarters are inclusive. */
export interface ServiceCover {
  readonly service: string;
  readonly first: Quarter;
  readonly last: Quarter;
  /** The last day of its last contract. */
  readonly endsOn: PlainDate;
}

/** From and to which day there are published figures, both inclusive. */
export interface Cover {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * What published figures reach over: to the last quarter that every service still going has had frozen, so that no total
 * leaves one out. A service whose last contract is over, and frozen to its end, holds up nobody. Null where nothing is out.
 */
export function coverOf(services: readonly ServiceCover[]): Cover | null {
  const going = services.filter(({ endsOn, last }) => last < quarterOf(endsOn));
  const [first] = services.map((service) => service.first).sort();
  const lasts = services.map((service) => service.last).sort();
  const last = going.map((service) => service.last).sort()[0] ?? lasts.at(-1);
  if (first === undefined || last === undefined) return null;
  return { from: periodOfQuarter(first).from, to: periodOfQuarter(last).to };
}

/**
 * The periods a question is answered for: what it asks, as far as there are figures. What was before the first published
 * quarter is left out and said to be, for a 0 there would be a figure of what was never counted.
 */
export function periodsAnswered(
  question: Question,
  receivedOn: PlainDate,
  cover: Cover | null,
): ConcretePeriods {
  const counted = cover !== null && !isForCommissioner(question);
  const asked = whichPeriods(question.periods, receivedOn, counted ? cover.to : receivedOn);
  const covered = counted ? from(asked, cover.from) : asked;
  return question.by.includes('quarter')
    ? { ...covered, periods: covered.periods.flatMap(byQuarter) }
    : covered;
}

/** The whole quarters of a period, oldest first. */
export function quartersIn({ period }: NamedPeriod): Quarter[] {
  return quartersOf(period) ?? quartersFrom(quarterOf(period.from), quarterOf(period.to));
}

function from({ periods, sentences }: ConcretePeriods, first: PlainDate): ConcretePeriods {
  const without = periods.filter(({ period }) => period.to < first);
  const cut = periods
    .filter(({ period }) => first <= period.to)
    .map(({ label, period }) =>
      period.from < first
        ? { label: `${label} (from ${inWords(first)})`, period: { from: first, to: period.to } }
        : { label, period },
    );
  if (periods.every(({ period }) => first <= period.from)) return { periods, sentences };
  const none = without.map(({ label }) => label).join(', ');
  const began = `Our figures begin on ${inWords(first)}${none === '' ? '' : `: there are none for ${none}`}.`;
  return { periods: cut, sentences: [...sentences, began] };
}

function byQuarter(named: NamedPeriod): NamedPeriod[] {
  return quartersIn(named).map((quarter) => ({
    label: quarterInWords(quarter),
    period: periodOfQuarter(quarter),
  }));
}

/** What must be said of services that are not counted in all of some periods. */
export function servicesCounted(
  services: readonly ServiceCover[],
  periods: readonly NamedPeriod[],
): string[] {
  const starts = periods.map(({ period }) => period.from).sort();
  const ends = periods.map(({ period }) => period.to).sort();
  const [start, end] = [starts[0], ends.at(-1)];
  if (start === undefined || end === undefined) return [];
  return services.flatMap(({ service, first, last }) => {
    const [began, ended] = [periodOfQuarter(first).from, periodOfQuarter(last).to];
    return [
      ...(start < began ? [`${service} is counted from ${inWords(began)}.`] : []),
      ...(ended < end
        ? [`${service} is counted up to ${inWords(ended)}, and not from ${inWords(addDays(ended, 1))}.`]
        : []),
    ];
  });
}
