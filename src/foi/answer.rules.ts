import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { draftAnswer, type DraftedAnswer, type DraftedQuestion } from './answer-question.rules.js';
import type { LetterBlock } from './answer-table.rules.js';
import { howToComplain, whoseRecords, type Records } from './answer-words.rules.js';

/** Everything a letter is drafted from. Figures are published ones: the draft counts nothing. */
export interface DraftFacts {
  readonly reference: string;
  readonly receivedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly records: Records;
  /** How figures were rounded, in the words printed beside every table. */
  readonly rounding: string;
  /** Where to ask for a review: an office and its address, never a person. */
  readonly reviewTo: string;
  readonly questions: readonly DraftedQuestion[];
}

export interface Letter {
  readonly opening: readonly LetterBlock[];
  readonly answers: readonly DraftedAnswer[];
  readonly closing: readonly LetterBlock[];
}

/**
 * A letter that answers a request question by question, in plain words, from published figures only: so it can tell
 * nobody more than the returns do. It opens by saying whose records these are. What it still needs is in `whatIsMissing`.
 * FOIA 2000, ss.1, 10, 16 and 17.
 */
export function draftLetter(facts: DraftFacts): Letter {
  const answers = facts.questions.map((question) => draftAnswer(question, facts.records));
  const tables = facts.questions.some(
    ({ figures, holding }) => figures?.rounded === true && holding === 'held',
  );
  return {
    opening: paragraphs([
      `Freedom of Information Act 2000: your request, reference ${facts.reference}`,
      ...whoseRecords(
        facts.records,
        facts.questions.map(({ question }) => question),
      ),
      `We received your request on ${inWords(facts.receivedOn)}. An answer is due by ${inWords(facts.dueOn)}.`,
    ]),
    answers,
    closing: paragraphs([
      ...(tables ? [facts.rounding] : []),
      ...adviceOn(answers),
      ...howToComplain(facts.reviewTo),
    ]),
  };
}

/** What a letter still needs before it can be approved, each beginning with its question; empty where it is complete. */
export function whatIsMissing({ answers }: Letter): string[] {
  if (answers.length === 0) return ['The letter answers no question'];
  return answers.flatMap(({ number, needs }) => needs.map((need) => `Question ${number}: ${need}.`));
}

/** The letter as lines of plain text, tables as rows of cells: what is sent where no page can be. */
export function asPlainText({ opening, answers, closing }: Letter): string {
  return [...opening, ...answers.flatMap(({ blocks }) => blocks), ...closing].map(textOf).join('\n\n');
}

function textOf(block: LetterBlock): string {
  if (block.kind !== 'table') return block.text;
  const rows = block.rows.map(({ label, cells }) => [label, ...cells].join('\t'));
  return [block.caption, ['', ...block.columns].join('\t'), ...rows].join('\n');
}

// Section 16: say what could be had instead, wherever something was not given.
function adviceOn(answers: readonly DraftedAnswer[]): string[] {
  const given = answers.every(({ disposition }) => disposition === 'answerable');
  if (given)
    return ['Please tell us if we have misread any question, or if figures on another footing would help.'];
  return [
    'Where we could not answer in full, we can help you to ask for what is held (section 16 of the Act): people supported, by sex, ' +
      'by relationship to the person stalking and by whether there was a cyber element; referrals received and what was decided; ' +
      'stalking protection orders applied for, made, refused and withdrawn; and breaches of them, by outcome; each by quarter.',
  ];
}

function paragraphs(texts: readonly string[]): LetterBlock[] {
  return texts.map((text) => ({ kind: 'paragraph', text }));
}
