import { labelOf } from '../kernel/codelist.js';
import { countedBy, helplineChannels, helplineFigures, whyNotCounted } from './helpline.codes.js';
import type { HelplineCountBody, HelplineMonth, MonthFigure } from './helpline.dto.js';

const inNumbers = new Intl.NumberFormat('en-GB');
const monthsInWords = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A month of a channel, as the page tells it. */
export interface MonthShown {
  readonly month: string;
  readonly channel: string;
  readonly of: string;
  readonly figures: readonly FigureShown[];
  readonly ways: readonly string[];
}

export function monthShown(each: HelplineMonth): MonthShown {
  return {
    month: monthsInWords.format(Date.parse(`${each.month}-01T00:00:00Z`)),
    channel: labelOf(helplineChannels, each.channel),
    of: `${plural(each.counts, 'count')} on ${plural(each.days, 'day')}`,
    figures: helplineFigures.map(({ code, label }) => ({ label, ...figureShown(each[code], each.counts) })),
    ways: countedBy
      .filter(({ code }) => each.countedBy[code] > 0)
      .map(({ code, label }) => `${label}: ${inNumbers.format(each.countedBy[code])}`),
  };
}

/** A figure with what it was counted over: two of one month may be of different counts, and are not then held against each other. */
export interface FigureShown {
  readonly label: string;
  readonly counted: string;
  readonly of: string;
}

/**
 * '1,204' 'in all 31 counts'; '1,190' 'in 29 of 31 counts', where the others did not know it; 'Not known' where no count knew it. Never
 * nought for what is not known.
 */
export function figureShown({ counted, unknown }: MonthFigure, of: number): Omit<FigureShown, 'label'> {
  if (counted === null) return { counted: 'Not known', of: `in any of ${plural(of, 'count')}` };
  const over =
    unknown === 0 ? `in all ${plural(of, 'count')}` : `in ${String(of - unknown)} of ${plural(of, 'count')}`;
  return { counted: inNumbers.format(counted), of: of === 1 ? 'in the one count' : over };
}

export function countShown(each: HelplineCountBody) {
  const { onDay, fromHour, recordedBy, recordedAt, replaced, whyUnknown } = each;
  return {
    onDay,
    hour: fromHour === null ? 'Whole day' : hourInWords(fromHour),
    channel: labelOf(helplineChannels, each.channel),
    figures: helplineFigures.map(({ code, label }) => {
      const counted = each[code];
      return { label, counted: counted === null ? 'Not known' : inNumbers.format(counted), of: null };
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
