import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { blocksOf, type Block } from './letter-blocks.rules.js';
import { cleanLetter, sentencesOf } from './letter-text.rules.js';
import { attributesIn } from './question-details.rules.js';
import { isAboutPerson } from './question-disposition.rules.js';
import { measuresIn } from './question-measures.rules.js';
import { ordersIn } from './question-orders.rules.js';
import type { Question } from './question.rules.js';
import { foldInto, readQuestion } from './read-question.rules.js';

const asks =
  /\b(?:how many|how much|number of|numbers of|total|what (?:was|is|were|are|proportion|percentage)|which|who|list of|i(?:'d| would) like|can i have|i request|grateful|please (?:provide|supply|send|give|tell))\b/i;
const greets = /^(?:dear|hello|hi|good (?:morning|afternoon)|to whom)\b/i;
const courtesy =
  /^(?:could|can|would|will) you (?:please )?(?:help|assist|confirm|acknowledge)\b|^please (?:confirm receipt|acknowledge)/i;
const adds =
  /\b(?:if (?:you can|possible|available|that is not|this is not)|whichever|explain|defin(?:e|ition)|split|broken down|break ?down|breakdown|group(?:ed)? (?:them|by)|^(?:and )?(?:by|per)|per year|by year|each year)\b/i;
const saysAll = /\b(?:all|each|every) (?:of )?(?:the )?(?:above|questions?|figures)\b/i;
const sends =
  /^(?:please )?(?:also )?(?:send|provide|supply|disclose)\b|\bplease (?:also )?(?:send|provide|supply|disclose)\b/i;

/** More than this is no letter anybody wrote, and each takes time to read. */
const mostQuestions = 100;

/** A reading under way: the questions so far, and where in the letter's numbering it has got to. */
interface Reading {
  readonly receivedOn: PlainDate;
  readonly scope: string;
  /** The letter numbers or lists its questions, so that running text is about all of them. */
  readonly listed: boolean;
  readonly questions: Question[];
  heading: string;
  /** Where the questions under the present heading begin. */
  headedFrom: number;
  path: string[];
}

/**
 * The questions of a letter in its order. A breakdown folds into the question it breaks down; a new filter is a question of
 * its own. What cannot be read is a question all the same, with what to ask: none is lost.
 * @throws RuleBroken `letter-too-long`, `too-many-questions`
 */
export function readLetter(text: string, receivedOn: PlainDate): Question[] {
  const letter = cleanLetter(text);
  const blocks = blocksOf(letter);
  const listed = blocks.some((block) => block.kind === 'item');
  const scope = scopeOf(blocks, listed);
  const reading: Reading = { receivedOn, scope, listed, questions: [], heading: '', headedFrom: 0, path: [] };
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') enterHeading(reading, block.text);
    if (block.kind === 'item') readItem(reading, block);
    if (block.kind === 'text') readText(reading, block.text, listed ? blocks[index + 1] : undefined);
  }
  if (reading.questions.length === 0) add(reading, letter.slice(0, 500) || 'Nothing was written', '1');
  return reading.questions;
}

function enterHeading(reading: Reading, heading: string): void {
  reading.heading = heading;
  reading.headedFrom = reading.questions.length;
}

function readItem(reading: Reading, item: Extract<Block, { kind: 'item' }>): void {
  const { depth, number, text } = item;
  if (folds(text) && reading.questions.length > 0) {
    fold(reading, text, saysAll.test(text) ? 0 : reading.questions.length - 1);
    reading.path = [...reading.path.slice(0, depth), number ?? ''];
    return;
  }
  const own = number ?? (depth === 0 ? nextNumber(reading) : `.${String(reading.questions.length + 1)}`);
  const parent = item.marker === 'decimal' ? '' : reading.path.slice(0, depth).join('');
  const wanted = `${parent}${own}`;
  const taken = reading.questions.some((question) => question.number === wanted);
  add(reading, text, taken ? nextNumber(reading) : wanted);
  reading.path = [...reading.path.slice(0, depth), own];
}

function readText(reading: Reading, text: string, next: Block | undefined): void {
  for (const sentence of sentencesOf(text)) {
    if (isQuestion(sentence, next)) add(reading, sentence, nextNumber(reading));
    // Beneath a list, "broken down by sex" is about the whole list; in running text, about the question just asked.
    else if (folds(sentence))
      fold(reading, sentence, reading.listed ? reading.headedFrom : reading.questions.length - 1);
  }
}

function add(reading: Reading, text: string, number: string): void {
  const { questions, heading, headedFrom, scope, receivedOn } = reading;
  if (questions.length === mostQuestions) {
    throw new RuleBroken(
      'too-many-questions',
      'This letter asks more than 100 questions. Paste those it numbers, or ask the requester which matter most.',
    );
  }
  const previous = questions.length > headedFrom ? (questions.at(-1) ?? null) : null;
  questions.push(readQuestion({ number, text }, { previous, heading, scope, receivedOn }));
}

function fold({ questions, receivedOn }: Reading, line: string, from: number): void {
  for (const [index, question] of questions.entries()) {
    if (index >= from) questions[index] = foldInto(question, line, receivedOn);
  }
}

// A line that counts nothing of its own and says how, by what or in what words the one above is to be answered.
function folds(line: string): boolean {
  // Folded in, a name would be repeated with the question it was folded into.
  if (/\bhow many\b|\bnumber of\b/i.test(line) || isAboutPerson(line)) return false;
  if (ordersIn(line).length > 0) return false;
  if (measuresIn(line).some((measure) => measure !== 'victims'))
    return adds.test(line) && /\b(?:them|these|this|it)\b/i.test(line);
  return adds.test(line) || (!asks.test(line) && attributesIn(line).length > 0);
}

/** Whether a sentence of running text is a question. `next` is what follows it in a letter that lists its questions. */
function isQuestion(sentence: string, next: Block | undefined): boolean {
  if (greets.test(sentence) || courtesy.test(sentence) || folds(sentence)) return false;
  if (isAboutPerson(sentence)) return next === undefined || sentence.endsWith('?');
  const counts = (measuresIn(sentence).length > 0 || ordersIn(sentence).length > 0) && asks.test(sentence);
  if (next) return counts && (sentence.endsWith('?') || leadsToBreakdown(sentence, next));
  return (
    counts ||
    sentence.endsWith('?') ||
    /\b(?:how many|number of|average|percentage|proportion)\b/i.test(sentence) ||
    sendsText(sentence)
  );
}

function sendsText(sentence: string): boolean {
  return sends.test(sentence) && /\b(?:text|notes|statements?|narratives?|records?)\b/i.test(sentence);
}

// Before a list, running text only leads to it; but "the number of victims, by:" is the question its lines break down.
function leadsToBreakdown(sentence: string, next: Block): boolean {
  return sentence.endsWith(':') && next.kind === 'item' && folds(next.text);
}

/** The running text that asks nothing: its period and its "per year" apply to every question. */
function scopeOf(blocks: readonly Block[], numbered: boolean): string {
  return blocks
    .flatMap((block, index) =>
      block.kind === 'text' ? sentencesOf(block.text).map((sentence) => ({ sentence, index })) : [],
    )
    .filter(({ sentence, index }) => !isQuestion(sentence, numbered ? blocks[index + 1] : undefined))
    .map(({ sentence }) => sentence)
    .join(' ');
}

function nextNumber({ questions }: Reading): string {
  const whole = questions
    .map((question) => parseInt(question.number, 10))
    .filter((number) => !Number.isNaN(number));
  return String(Math.max(0, ...whole) + 1);
}
