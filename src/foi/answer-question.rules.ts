import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import {
  faultsOf,
  listed,
  sentencesBeneath,
  tableOf,
  type Figures,
  type LetterBlock,
} from './answer-table.rules.js';
import { lackingIn, limitsOf } from './answer-limits.rules.js';
import * as say from './answer-words.rules.js';
import type { CostEstimate } from './cost-limit.rules.js';
import { qualifiedExemptions, type Disposition, type Exemption, type Holding } from './foi.codes.js';
import { clarifications, corrections } from './question.codes.js';
import type { Question } from './question.rules.js';
import type { ConcretePeriods } from './which-periods.rules.js';

/** Where else was searched before saying that there is nothing, and when. */
export interface SearchRecord {
  readonly places: readonly string[];
  readonly searchedOn: PlainDate;
}

/** A question with what an officer and the published figures have to say to it. */
export interface DraftedQuestion {
  readonly question: Question;
  readonly periods: ConcretePeriods;
  /** For a question only the police can answer: what is offered beside it. */
  readonly figures: Figures | null;
  readonly holding: Holding;
  readonly search: SearchRecord | null;
  readonly cost: CostEstimate | null;
  /** Why an exemption applies and, where it is qualified, why the public interest favours it: the officer's own words. */
  readonly reason: string | null;
}

/** The answer to one question, and what it still needs before the letter can go. */
export interface DraftedAnswer {
  readonly number: string;
  readonly disposition: Disposition;
  readonly blocks: readonly LetterBlock[];
  readonly needs: readonly string[];
}

/**
 * What is done with a question when an advocacy service's own records are what answers it: what only the police count is
 * theirs to give, unless something graver was found in the question itself.
 */
export function dispositionHere(question: Question): Disposition {
  const own = question.disposition === 'answerable' || question.disposition === 'clarify';
  return own && say.isForPolice(question) ? 'other_authority' : question.disposition;
}

/** Drafts the answer to one question. Nothing is said to be nil or not held until where else was searched is recorded. */
export function draftAnswer(drafted: DraftedQuestion, records: say.Records): DraftedAnswer {
  const { question, holding } = drafted;
  const disposition = holding === 'not_held' ? 'not_held' : dispositionHere(question);
  const { paragraphs, needs } = decided(disposition, drafted, records);
  const printed = holding === 'held' ? figuresOf(disposition, drafted, records) : { blocks: [], needs: [] };
  return {
    number: question.number,
    disposition,
    blocks: [
      { kind: 'heading', text: `Question ${question.number}` },
      ...asParagraphs([
        ...repeated(question, disposition),
        ...question.corrections.map((correction) => labelOf(corrections, correction)),
        ...paragraphs,
        ...clarificationsAsked(question),
      ]),
      ...printed.blocks,
    ],
    needs: [...needs, ...printed.needs],
  };
}

// A letter is published with its answer. A question about a person is not repeated, and nor is one that was not read as asking
// for a count: either may name someone.
function repeated(question: Question, disposition: Disposition): string[] {
  if (disposition === 'neither_confirm_nor_deny' || question.exemption === 's40_1')
    return ['You asked about a person.'];
  if (question.measures.length === 0) return ['We could not tell which figures you asked for.'];
  return [`You asked: “${question.text}”`, say.howRead(question)];
}

interface Words {
  readonly paragraphs: readonly string[];
  readonly needs: readonly string[];
}

function decided(disposition: Disposition, drafted: DraftedQuestion, records: say.Records): Words {
  const { question, holding, cost, reason } = drafted;
  if (holding !== 'held') return searched(drafted, records);
  switch (disposition) {
    case 'other_authority':
      return said(say.askThePolice(question, records));
    case 'free_text_search':
      return said(say.freeTextRefused);
    case 'over_cost_limit':
      if (cost === null)
        return { paragraphs: [], needs: ['Estimate the cost: hours for each kind of countable work'] };
      return said(
        `${cost.sentence} Section 12 of the Freedom of Information Act 2000 therefore applies, and we have not carried out the work.`,
      );
    case 'exempt':
      return withheld(question.exemption, reason);
    case 'neither_confirm_nor_deny':
      return withheld('s40_5', reason);
    case 'answerable':
    case 'clarify':
    case 'wrong_premise':
    case 'not_held':
      return { paragraphs: [], needs: [] };
  }
}

function withheld(exemption: Exemption | null, reason: string | null): Words {
  if (exemption === null) return { paragraphs: [], needs: ['Say which exemption applies'] };
  const weighed = qualifiedExemptions.has(exemption) ? ' and how the public interest was weighed' : '';
  const lacking = say.needsReason(exemption) && reason === null;
  return {
    paragraphs: [say.refused(exemption, reason)],
    needs: lacking ? [`Say why the exemption applies${weighed}`] : [],
  };
}

function searched({ holding, search }: DraftedQuestion, { services }: say.Records): Words {
  if (search === null || search.places.length === 0) {
    const what = holding === 'nil' ? 'that there are none' : 'that it is not held';
    return { paragraphs: [], needs: [`Record where else was searched, and when, before saying ${what}`] };
  }
  const where = `We searched ${listed(search.places)} on ${inWords(search.searchedOn)}.`;
  return said(
    holding === 'nil'
      ? `There are none. This is a count, and not a gap in the records: ${listed(services)} record this, and none was found. ${where}`
      : `We do not hold this. It is not recorded by ${listed(services)}, and no one holds it for us. ${where}`,
  );
}

const figuresNeeded: ReadonlySet<Disposition> = new Set(['answerable', 'other_authority']);
// A refusal carries no figures, whatever is at hand.
const figuresRefused: ReadonlySet<Disposition> = new Set(['exempt', 'neither_confirm_nor_deny', 'not_held']);

function figuresOf(
  disposition: Disposition,
  { question, periods, figures }: DraftedQuestion,
  records: say.Records,
): { blocks: LetterBlock[]; needs: string[] } {
  if (figuresRefused.has(disposition)) return { blocks: [], needs: [] };
  if (periods.periods.length === 0) return { blocks: asParagraphs(periods.sentences), needs: [] };
  if (figures === null)
    return { blocks: [], needs: figuresNeeded.has(disposition) ? ['Give the published figures'] : [] };
  const aboutOrders = question.orderTypes.length > 0 && !say.isForPolice(question);
  const onlySinceAct = aboutOrders && question.orderTypes.every((order) => order === 'spo');
  const table = { figures, periods: periods.periods, onlySinceAct };
  const beneath = [
    ...sentencesBeneath(table),
    ...(aboutOrders ? [say.knownToService(records)] : []),
    `Definition: ${figures.definition}`,
    ...periods.sentences,
    `The figures are as at ${inWords(figures.asAt)}.`,
    ...limitsOf(question, figures, periods),
  ];
  return {
    blocks: [tableOf(table), ...asParagraphs(beneath)],
    needs: [...faultsOf(table), ...lackingIn(question, figures)],
  };
}

function clarificationsAsked(question: Question): string[] {
  return question.clarifications.map((each) => `Please tell us: ${labelOf(clarifications, each)}`);
}

function said(paragraph: string): Words {
  return { paragraphs: [paragraph], needs: [] };
}

function asParagraphs(texts: readonly string[]): LetterBlock[] {
  return texts.map((text) => ({ kind: 'paragraph', text }));
}
