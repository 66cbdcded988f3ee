import type { RiskBand } from '../codes/risk-band.codes.js';
import type { Answer } from './risk.codes.js';

/** One question. `code` is stable for ever; the words belong to the edition. */
export interface Item {
  readonly code: string;
  readonly question: string;
  readonly help: string | null;
  /** Which answer adds one to the count. A don't know or a question not asked never does. */
  readonly countsWhen: 'yes' | 'no' | 'never';
}

export interface Section {
  readonly title: string;
  readonly items: readonly Item[];
}

/** The band the count gives from `from` upwards, inclusive. Below every threshold the band is standard. */
export interface Threshold {
  readonly band: 'medium' | 'high';
  readonly from: number;
}

/** An answer that alone makes the band at least this, whatever the count. */
export interface Override {
  readonly item: string;
  readonly answer: 'yes' | 'no';
  readonly atLeast: 'medium' | 'high';
}

/**
 * A questionnaire held as data. An edition is never changed: an old assessment is read with the edition it was made
 * with. Without thresholds the instrument sets no band, as S-DASH sets none, and judgement stands alone.
 */
export interface Definition {
  /** What the instrument is and is not, shown above its questions. */
  readonly about: string;
  readonly sections: readonly Section[];
  readonly thresholds: readonly Threshold[];
  readonly overrides: readonly Override[];
}

/** Answers by item code. An item that is missing has no answer yet, which is not the same as not having been asked. */
export type Answers = Readonly<Record<string, Answer>>;

/** How many questions were answered in each way, and how many have no answer at all. They add up to `items`. */
export interface Totals {
  readonly yes: number;
  readonly no: number;
  readonly dontKnow: number;
  readonly notAsked: number;
  readonly unanswered: number;
  readonly items: number;
}

export function itemsOf(definition: Definition): Item[] {
  return definition.sections.flatMap((section) => section.items);
}

/** The five counts of an assessment, kept apart: a don't know is not a no. */
export function totals(definition: Definition, answers: Answers): Totals {
  const items = itemsOf(definition);
  const given = (answer: Answer | undefined) => items.filter(({ code }) => answers[code] === answer).length;
  return {
    yes: given('yes'),
    no: given('no'),
    dontKnow: given('dont_know'),
    notAsked: given('not_asked'),
    unanswered: given(undefined),
    items: items.length,
  };
}

/** The count that the thresholds are set against: questions whose answer is the one that counts. */
export function counted(definition: Definition, answers: Answers): number {
  return itemsOf(definition).filter(({ code, countsWhen }) => answers[code] === countsWhen).length;
}

/** The questions without an answer, in the order they are put. */
export function unanswered(definition: Definition, answers: Answers): Item[] {
  return itemsOf(definition).filter(({ code }) => answers[code] === undefined);
}

/** Whether every answer is to a question of this instrument: a code of another edition is no question of this one. */
export function areItsOwn(definition: Definition, answers: Answers): boolean {
  const codes = new Set(itemsOf(definition).map(({ code }) => code));
  return Object.keys(answers).every((code) => codes.has(code));
}

/**
 * The answers, with each don't know and each question not asked or not answered taken as the worse answer. What a band
 * might be if the unknown were known, which is how a don't know is kept from passing for a no.
 */
export function atWorst(definition: Definition, answers: Answers): Answers {
  const worse = itemsOf(definition).map(({ code, countsWhen }) => {
    const answer = answers[code];
    if (answer === 'yes' || answer === 'no') return [code, answer] as const;
    return [code, worseAnswer(definition, { code, countsWhen })] as const;
  });
  return Object.fromEntries(worse);
}

function worseAnswer({ overrides }: Definition, item: Pick<Item, 'code' | 'countsWhen'>): 'yes' | 'no' {
  const override = overrides.find((each) => each.item === item.code);
  if (override) return override.answer;
  return item.countsWhen === 'no' ? 'no' : 'yes';
}

/** The bands in words, for whoever reads the result: 'Medium from 4, high from 8'. */
export function thresholdsInWords({ thresholds }: Definition): string {
  const words = thresholds.map(({ band, from }) => `${band} from ${String(from)}`).join(', ');
  return words && `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** A band that a threshold or an override may set: standard is what is left. */
export const settableBands = ['medium', 'high'] as const satisfies readonly RiskBand[];
