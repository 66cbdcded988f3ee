import type { EntityManager } from 'typeorm';
import { dangersNow } from '../src/casefile/safeguards-today.queries.js';
import { countSpots, spotOnPage } from '../src/supervision/blind-spot.queries.js';
import { Clock } from '../src/platform/clock.js';
import { taskRulesNow } from '../src/tasks/task-rule.queries.js';
import { ownDesk, tasksOnPage, wholeTeams } from '../src/tasks/task.queries.js';
import { kindsFor } from '../src/tasks/task.rules.js';
import { dayByHand } from './day-by-hand.js';
import { openHouse } from './door-house.js';

/**
 * What the first page of the day costs: an advocate's day and a supervisor's board of blind spots with two of the lists behind it.
 * Each is asked as the program asks it, under row security, and as the owner of the database with the filter written into each
 * statement by hand, and stops where the two do not find the same. Beside them, in the same run, the physical limit: one pass over
 * the very cases that are looked through, with nothing asked of them. DATABASE_URL, LARKSPUR_SECRET and KEY_FILE name an existing
 * database; the accounts and sessions it asks by are made for it and taken away again.
 */
const [warmUp, runs] = [5, 41];

type Queries = Pick<EntityManager, 'query'>;
type Question = (tx: EntityManager) => Promise<unknown>;

const clock = new Clock();
const house = await openHouse();
try {
  const teams = await house.largestTeams();
  const advocate = await house.theBusiestAdvocate();
  say(`the advocate with the most open cases, ${String(advocate.cases)}`);
  await measure('their day', ownDay, { token: advocate.token, cases: ownDesk.cases });
  for (const size of [1, 3, Math.min(teams.length, 42)]) {
    const token = await house.somebodyOf(teams.slice(0, size), 'supervisor');
    const asker = { token, cases: wholeTeams.cases };
    const open = await house.throughTheDoor(
      (tx) => tx.query<[{ n: number }]>(...passOver('true', 'count(*)')),
      token,
    );
    say(`a supervisor of ${String(size)} ${size === 1 ? 'team' : 'teams'}, ${String(open[0].n)} open cases`);
    await measure('the board', board, asker);
    await measure('overdue risk reviews, first page', listOf('risk_review'), asker);
    await measure('breaches, first page', listOf('breach'), asker);
  }
} finally {
  await house.close();
}

async function ownDay(tx: EntityManager): Promise<unknown> {
  const rules = await taskRulesNow(tx);
  const kinds = kindsFor('advocate', rules);
  const tasks = await tasksOnPage(tx, { among: ownDesk, kinds, rules, ...moment() }, undefined);
  return [tasks, await dangersNow(tx)];
}

async function board(tx: EntityManager): Promise<unknown> {
  return countSpots(tx, { among: wholeTeams, rules: await taskRulesNow(tx), ...moment() });
}

function listOf(spot: 'risk_review' | 'breach'): Question {
  return async (tx) =>
    spotOnPage(tx, { spot, among: wholeTeams, rules: await taskRulesNow(tx), ...moment() }, undefined);
}

/** Messages are late by the quarter of an hour: what is asked twice is asked of one moment. */
function moment() {
  const today = clock.today();
  return { today, now: new Date(`${today}T00:00:00Z`) };
}

interface Asker {
  readonly token: string;
  /** Which cases are looked through, as a condition on `c`. */
  readonly cases: string;
}

async function measure(name: string, question: Question, { token, cases }: Asker): Promise<void> {
  let timings = { door: [] as number[], hand: [] as number[], limit: [] as number[] };
  const asked = (tx: Queries) => question(tx as EntityManager); // of which it asks only `query`
  const pass = (tx: Queries) => tx.query(...passOver(cases, 'count(*), sum(length(c.reference))'));
  for (let run = -warmUp; run < runs; run += 1) {
    if (run === 0) timings = { door: [], hand: [], limit: [] };
    const door = await timed(timings.door, () => house.throughTheDoor(asked, token));
    const hand = await timed(timings.hand, () => house.filteredByHand(asked, token, dayByHand));
    if (JSON.stringify(door) !== JSON.stringify(hand))
      throw new Error(`${name}: the two do not find the same.`);
    await timed(timings.limit, () => house.filteredByHand(pass, token, dayByHand));
  }
  const [door, hand, limit] = [timings.door, timings.hand, timings.limit].map(inWords);
  const ratio = at(timings.door, 0.5) / at(timings.hand, 0.5);
  const above = at(timings.door, 0.5) / at(timings.limit, 0.5);
  say(
    `  ${name}: ${door ?? ''}; by hand ${hand ?? ''}, ratio ${ratio.toFixed(2)}; one pass ${limit ?? ''}, ${above.toFixed(1)} times it`,
  );
}

function passOver(cases: string, what: string): [sql: string, values: unknown[]] {
  const sql = `WITH covered AS MATERIALIZED (SELECT v.case_id, v.away_id FROM covered_on($1::date) v WHERE v.staff_id = (SELECT my_user()))
    SELECT ${what} AS n FROM case_file c WHERE c.closed_on IS NULL AND ${cases}`;
  return [sql, [clock.today()]];
}

function inWords(all: readonly number[]): string {
  return `${at(all, 0.5).toFixed(1)} ms (p95 ${at(all, 0.95).toFixed(1)})`;
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  into.push(performance.now() - begun);
  return result;
}

function at(all: readonly number[], share: number): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length * share)] ?? NaN;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
