import { cyberElements } from '../codes/behaviour.codes.js';
import { sexes } from '../codes/demographics.codes.js';
import { policeAreas } from '../codes/police-area.codes.js';
import { relationships } from '../codes/relationship.codes.js';
import { unknownReasons } from '../codes/unknown-reason.codes.js';
import { isCode, type Codelist } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { consentValues } from '../parties/consent.codes.js';
import { contactHours, safeties } from '../parties/contact.codes.js';
import { policeRecordings } from '../referrals/referral.codes.js';
import type { BatchField } from './batch.codes.js';
import { keyOf, label, placeOf, type Mapping } from './batch-mapping.rules.js';
import type { Sheet, SheetRow } from './batch-sheet.js';

interface Coded {
  readonly list: Codelist;
  /** Where a cell says nothing: not known, since it was not supplied; asked, since the referral must say it; or a code. */
  readonly blank: 'not_supplied' | 'asked' | 'unknown';
}

/** The fields whose words are codes of ours. */
const coded: Readonly<Partial<Record<BatchField, Coded>>> = {
  sex: { list: sexes, blank: 'not_supplied' },
  police_area: { list: policeAreas, blank: 'asked' },
  relationship: { list: relationships, blank: 'not_supplied' },
  cyber_element: { list: cyberElements, blank: 'not_supplied' },
  police_recorded_as: { list: policeRecordings, blank: 'asked' },
  contact_consent: { list: consentValues, blank: 'asked' },
  support_consent: { list: consentValues, blank: 'asked' },
  police_consent: { list: consentValues, blank: 'asked' },
  safe: { list: safeties, blank: 'unknown' },
  voicemail_safe: { list: safeties, blank: 'unknown' },
  device_watched: { list: safeties, blank: 'unknown' },
  withheld_number: { list: safeties, blank: 'unknown' },
  // Certain times are said in words, and verified with the client: a word of a sheet is no day and no hour.
  contact_hours: { list: contactHours.filter(({ code }) => code !== 'certain_times'), blank: 'unknown' },
};

/** Under which an answer for every row is kept: no word is this, since words are trimmed. */
const everyRow = ' ';
const mostWords = 60;
const mostQuestions = 300;

/** Something whoever uploaded a sheet must say: which code a word of it is, or what holds of every row. */
export interface Question {
  readonly field: BatchField;
  /** The word as the sheet first has it; '' where cells are empty; null where the answer is for every row. */
  readonly word: string | null;
  readonly rows: number;
  readonly options: Codelist;
  /** The answer given for this sender before, or the code that is this very word. Nothing else is guessed. */
  readonly suggested: string | null;
}

/**
 * Every word that is to become a code, and every fact that no column says and each referral must.
 * @throws RuleBroken `too-many-words` where a column has more than 60 of them: it is likely another column
 */
export function questionsOf(sheet: Sheet, mapping: Mapping): Question[] {
  const questions = codedFields.flatMap(([field, { list, blank }]) => {
    const place = placeOf(sheet.header, mapping, field);
    const options = blank === 'not_supplied' ? [...list, ...notKnown] : list;
    const ask = (word: string | null, rows: number): Question => ({
      field,
      word,
      rows,
      options,
      suggested: suggestion(mapping, { field, word, options }),
    });
    if (place < 0) return blank === 'asked' ? [ask(null, sheet.rows.length)] : [];
    return wordsIn(sheet.rows, place, field)
      .filter(({ word }) => word !== '' || blank === 'asked')
      .map(({ word, rows }) => ask(word, rows));
  });
  if (questions.length <= mostQuestions) return questions;
  throw new RuleBroken('too-many-words', 'The columns chosen have too many different words between them');
}

/** The answers, kept by field and word. @throws RuleBroken `word-unanswered` where one is missing or is none of its options */
export function answeredWords(
  questions: readonly Question[],
  answers: readonly (string | undefined)[],
): Mapping['words'] {
  const words: Partial<Record<BatchField, Record<string, string>>> = {};
  for (const [index, { field, word, options }] of questions.entries()) {
    const answer = answers[index];
    if (!isCode(options, answer))
      throw new RuleBroken('word-unanswered', `Choose an answer for each word of “${label(field)}”`);
    words[field] = { ...words[field], [wordKey(word)]: answer };
  }
  return words;
}

/** What a cell says: its words; of a coded field its code, or why it is not known; null where it says nothing. */
export function saidIn(row: SheetRow, { header, mapping }: Reading, field: BatchField): string | null {
  const place = placeOf(header, mapping, field);
  const text = place < 0 ? '' : (row.cells[place] ?? '').trim();
  const code = coded[field];
  if (!code) return text === '' ? null : text;
  if (text === '' && code.blank !== 'asked') return code.blank === 'unknown' ? 'unknown' : notSupplied;
  return mapping.words[field]?.[wordKey(place < 0 ? null : text)] ?? null;
}

export interface Reading {
  readonly header: readonly string[];
  readonly mapping: Mapping;
}

/** Why a fact is not known, where that is what a cell was answered to say. */
export function reasonIn(said: string | null): string | null {
  return said?.startsWith(unknown) ? said.slice(unknown.length) : null;
}

const unknown = 'unknown:';
const notSupplied = `${unknown}referrer_did_not_supply`;
const notKnown = unknownReasons.map(({ code, label: why }) => ({
  code: `${unknown}${code}`,
  label: `Not known: ${why.toLowerCase()}`,
}));

const codedFields = Object.entries(coded) as [BatchField, Coded][]; // the table's own keys
function suggestion(
  { words }: Mapping,
  { field, word, options }: Pick<Question, 'field' | 'word' | 'options'>,
): string | null {
  const before = words[field]?.[wordKey(word)];
  if (isCode(options, before)) return before;
  const same = ({ code, label: name }: { code: string; label: string }) =>
    code === wordKey(word) || name.toLowerCase() === wordKey(word);
  return options.find(same)?.code ?? null;
}

function wordsIn(
  rows: readonly SheetRow[],
  place: number,
  field: BatchField,
): { word: string; rows: number }[] {
  const words = new Map<string, { word: string; rows: number }>();
  for (const { cells } of rows) {
    const word = (cells[place] ?? '').trim();
    const seen = words.get(wordKey(word));
    words.set(wordKey(word), { word: seen?.word ?? word, rows: (seen?.rows ?? 0) + 1 });
    if (words.size > mostWords)
      throw new RuleBroken(
        'too-many-words',
        `The column chosen for “${label(field)}” has more than 60 different words. Choose the right column for it`,
      );
  }
  return [...words.values()];
}

function wordKey(word: string | null): string {
  return word === null ? everyRow : keyOf(word);
}
