import type { EntityManager } from 'typeorm';
import { Case } from '../src/cases/case.entity.js';
import { notesOf } from '../src/cases/case.queries.js';
import { caseload } from '../src/cases/caseload.queries.js';
import { clientsToCompare } from '../src/parties/find-alike.queries.js';
import type { Likeness } from '../src/parties/matching.rules.js';
import { openHouse, type Asker } from './door-house.js';

/**
 * What need-to-know costs: what the program's own queries ask, through the door and under row security, and the same queries as
 * the owner of the database, free of it, with the filter written into each by hand. Both find out first who is asking, by the
 * token of a session. In turn, on one connection each. DATABASE_URL, LARKSPUR_SECRET and KEY_FILE name an existing database; the
 * accounts it asks as are made for it and taken away again. Says whether each ratio of medians is within 1.3.
 */
const [warmUp, runs, bound] = [50, 101, 1.3];

type Queries = Pick<EntityManager, 'query'>;
type Question = (tx: Queries) => Promise<unknown>;

const house = await openHouse();
try {
  const teams = await house.largestTeams();
  const sizes = [1, 3, 42].filter((size) => size < teams.length);
  for (const size of [...sizes, Math.min(teams.length, 100)]) {
    const asker = await house.anAdvocateOf(teams.slice(0, size));
    say(`an advocate of ${String(size)} ${size === 1 ? 'team' : 'teams'}, ${String(asker.cases)} cases`);
    for (const [name, question] of Object.entries(await questions(asker)))
      await compare(name, question, asker);
  }
} finally {
  await house.close();
}

/** Each page whole, then its statements one by one as the page sends them. */
async function questions({ token, caseId, toldCaseId, people }: Asker): Promise<Record<string, Question>> {
  const open = { state: 'open', advocateId: null, band: null, order: 'review' } as const;
  const listed: Question = (tx) => caseload(asManager(tx), open, 1);
  const read: Question = (tx) => notesOf(asManager(tx), caseId);
  const readAll: Question = (tx) => notesOf(asManager(tx), toldCaseId);
  const [count, page, keys] = await statementsOf(listed, token);
  const [countOfNotes, notes, keyOfCase] = await statementsOf(read, token);
  const [, fullPage] = await statementsOf(readAll, token);
  return {
    nothing: () => Promise.resolve(null),
    'one case': oneCase(caseId),
    'count of open cases': count,
    'caseload, first page': page,
    'keys of its names': keys,
    'caseload whole, names opened': listed,
    'count of notes': countOfNotes,
    'notes of a case': notes,
    'key of a case': keyOfCase,
    'notes whole, opened': read,
    'notes, a full page': fullPage,
    'full page of notes whole, opened': readAll,
    'search by name, opened': search(people),
  };
}

/** The row that `openCase` finds, with the columns it asks for. */
function oneCase(caseId: string): Question {
  const [sql, parameters] = house.program.manager
    .createQueryBuilder(Case, 'c')
    .where('c.id = :caseId', { caseId })
    .limit(1)
    .getQueryAndParameters();
  return (tx) => tx.query(sql, parameters);
}

function search(people: readonly Likeness[]): Question {
  let next = 0;
  // The same person twice: once through the door, once by hand.
  return (tx) => clientsToCompare(asManager(tx), people[Math.floor(next++ / 2) % people.length] ?? noOne);
}

const noOne: Likeness = { fullName: '', knownAs: null, bornOn: null, reachedBy: [], knownBy: [] };

async function statementsOf(question: Question, token: string): Promise<[Question, Question, Question]> {
  const sent: Question[] = [];
  await house.throughTheDoor(question, token, (...statement) => {
    sent.push((tx) => tx.query(...statement));
  });
  const [first, second, third] = sent;
  if (!first || !second || !third) throw new Error('A page that sends fewer statements than it did.');
  return [first, second, third];
}

async function compare(name: string, question: Question, asker: Asker): Promise<void> {
  let timings = { door: [] as number[], hand: [] as number[] };
  for (let run = -warmUp; run < runs; run += 1) {
    if (run === 0) timings = { door: [], hand: [] };
    const answers = [
      await timed(timings.door, () => house.throughTheDoor(question, asker.token)),
      await timed(timings.hand, () => house.filteredByHand(question, asker.token)),
    ];
    const [one, other] = answers.map(inAnyOrder);
    if (one !== other) throw new Error(`${name}: the two do not find the same.`);
  }
  const [door, hand] = [timings.door, timings.hand].map((all) => all.toSorted((a, b) => a - b));
  if (!door || !hand) return;
  const ratio = at(door, 0.5) / at(hand, 0.5);
  const figures = `${milliseconds(at(door, 0.5))} (p95 ${milliseconds(at(door, 0.95))}), by hand ${milliseconds(at(hand, 0.5))}`;
  say(
    `  ${name}: ${figures}, ratio ${ratio.toFixed(2)}, ${ratio <= bound ? 'met' : `more than ${String(bound)}`}`,
  );
}

function inAnyOrder(answer: unknown): string {
  return JSON.stringify(Array.isArray(answer) ? answer.map((row) => JSON.stringify(row)).sort() : answer);
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  into.push(performance.now() - begun);
  return result;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? NaN;
}

function milliseconds(time: number): string {
  return `${time.toFixed(2)} ms`;
}

/** What the program's queries are given in the place of a transaction of TypeORM's own: of one they only ask `query`. */
function asManager(tx: Queries): EntityManager {
  return tx as EntityManager;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
