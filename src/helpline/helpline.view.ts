import { codesOf, labelOf } from '../kernel/codelist.js';
import { countedBy, helplineChannels, helplineFigures, whyNotCounted } from './helpline.codes.js';
import type { HelplineCountBody, HelplineMonth, MonthFigure } from './helpline.dto.js';

const inNumbers = new Intl.NumberFormat('en-GB');
const monthsInWords = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const figures = codesOf(helplineFigures);

/** A month of a channel, as the page tells it. */
export interface MonthShown {
  readonly month: string;
  readonly channel: string;
  readonly of: string;
  readonly figures: readonly string[];
  readonly ways: readonly string[];
}

export function monthShown(each: HelplineMonth): MonthShown {
  return {
    month: monthsInWords.format(Date.parse(`${each.month}-01T00:00:00Z`)),
    channel: labelOf(helplineChannels, each.channel),
    of: `${plural(each.counts, 'count')} on ${plural(each.days, 'day')}`,
    figures: figures.map((figure) => figureInWords(each[figure], each.counts)),
    ways: countedBy
      .filter(({ code }) => each.countedBy[code] > 0)
      .map(({ code, label }) => `${label}: ${inNumbers.format(each.countedBy[code])}`),
  };
}

/** '1,204'; '1,204, and not known in 2 of 31 counts'; 'Not known' where no count knew it. Never nought for what is not known. */
export function figureInWords({ counted, unknown }: MonthFigure, of: number): string {
  if (counted === null) return 'Not known';
  const known = inNumbers.format(counted);
  return unknown === 0 ? known : `${known}, and not known in ${String(unknown)} of ${plural(of, 'count')}`;
}

export function countShown(each: HelplineCountBody) {
  const { onDay, fromHour, recordedBy, recordedAt, replaced, whyUnknown } = each;
  return {
    onDay,
    hour: fromHour === null ? 'Whole day' : hourInWords(fromHour),
    channel: labelOf(helplineChannels, each.channel),
    figures: figures.map((figure) => {
      const counted = each[figure];
      return counted === null ? 'Not known' : inNumbers.format(counted);
    }),
    countedBy: labelOf(countedBy, each.countedBy),
    whyUnknown: whyUnknown === null ? null : labelOf(whyNotCounted, whyUnknown),
    recordedBy,
    recordedAt,
    replaced,
  };
}

/** '09:00 to 10:00'. The hour that comes twice in autumn is one, of both. */
export function hourInWords(hour: number): string {
  const at = (whole: number) => `${String(whole).padStart(2, '0')}:00`;
  return `${at(hour)} to ${at((hour + 1) % 24)}`;
}

function plural(count: number, one: string): string {
  return `${inNumbers.format(count)} ${count === 1 ? one : `${one}s`}`;
}
