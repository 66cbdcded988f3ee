import { labelOf } from '../kernel/codelist.js';
import { inWords, londonDate } from '../kernel/plain-date.js';
import { dispositionHere, type DraftedQuestion } from './answer-question.rules.js';
import { dispositions, holdings, measures } from './foi.codes.js';
import type { Search } from './foi-letters.queries.js';
import { refusedFinding } from './request-record.rules.js';
import { askedOrders, breakdowns, clarifications, corrections, readingNotes } from './question.codes.js';

/** One question as it was read, in words, for the officer who checks the reading. */
export interface QuestionView {
  readonly number: string;
  readonly text: string;
  readonly counts: string;
  readonly about: string;
  readonly by: string;
  readonly periods: string;
  readonly why: readonly string[];
  readonly disposition: string;
  readonly answeredFrom: string;
  readonly corrections: readonly string[];
  readonly clarifications: readonly string[];
  readonly notes: readonly string[];
  readonly search: {
    readonly finding: string;
    readonly where: readonly string[];
    readonly on: string;
  } | null;
  readonly canSearch: boolean;
}

/** What a search is recorded for: that something is held need not be searched for. */
const findings = ['nil', 'not_held'] as const;

export function questionView(
  drafted: DraftedQuestion,
  { canSearch, search }: { canSearch: boolean; search: Search | undefined },
): QuestionView {
  const { question, periods, figures, holding } = drafted;
  const disposition = holding === 'not_held' ? 'not_held' : dispositionHere(question);
  return {
    number: question.number,
    text: question.text,
    counts: labels(question.measures, measures) || 'Not read',
    about: labels(question.orderTypes, askedOrders),
    by: labels(question.by, breakdowns),
    periods: periods.periods.map(({ label }) => label).join(', ') || 'None that has figures',
    why: periods.sentences,
    disposition: labelOf(dispositions, disposition),
    answeredFrom: figures === null ? 'Nothing published answers this' : figures.caption,
    corrections: question.corrections.map((code) => labelOf(corrections, code)),
    clarifications: question.clarifications.map((code) => labelOf(clarifications, code)),
    notes: question.notes.map((code) => labelOf(readingNotes, code)),
    search: search ? searchView(search) : null,
    canSearch: canSearch && findings.some((finding) => refusedFinding(question, finding) === null),
  };
}

function searchView({ finding, whereSearched, searchedAt }: Search): QuestionView['search'] {
  const where = whereSearched.split('\n').filter((line) => line.trim() !== '');
  return { finding: labelOf(holdings, finding), where, on: inWords(londonDate(searchedAt)) };
}

function labels<C extends string>(codes: readonly C[], list: Parameters<typeof labelOf<C>>[0]): string {
  return codes.map((code) => labelOf(list, code)).join(', ');
}
