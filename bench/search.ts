import type { EntityManager } from 'typeorm';
import { findPeople } from '../src/parties/find-people.queries.js';
import type { SearchTerms } from '../src/parties/searched.js';
import { openHouse, type Asker } from './door-house.js';

/**
 * What finding a person costs: each search as the program makes it, under row security, with the names it opens, and the same as the
 * owner of the database with the filter written into each statement by hand. In turn, on one connection each. DATABASE_URL,
 * LARKSPUR_SECRET and KEY_FILE name an existing database; the accounts it asks as are made for it and taken away again. Says
 * whether each 95th percentile is within 50 ms.
 */
const [warmUp, runs, bound] = [20, 201, 50];

type Queries = Pick<EntityManager, 'query'>;
type Search = (asker: Asker, turn: number) => SearchTerms;

const personOf = ({ people }: Asker, turn: number) => people[turn % people.length];
const nameOf = (asker: Asker, turn: number) => personOf(asker, turn)?.fullName ?? '';

const searches: Readonly<Record<string, Search>> = {
  'a whole name': (asker, turn) => ({ words: nameOf(asker, turn), bornOn: null }),
  'a name with two letters swapped': (asker, turn) => ({ words: swapped(nameOf(asker, turn)), bornOn: null }),
  'a surname alone': (asker, turn) => ({
    words: nameOf(asker, turn).split(/[ -]/).at(-1) ?? '',
    bornOn: null,
  }),
  'a name and a date of birth': (asker, turn) => ({
    words: nameOf(asker, turn),
    bornOn: personOf(asker, turn)?.bornOn ?? null,
  }),
  'a date of birth': (asker, turn) => ({ words: '', bornOn: personOf(asker, turn)?.bornOn ?? null }),
  'a phone number': (_, turn) => ({ words: `07700 900${String(200 + (turn % 200))}`, bornOn: null }),
  'a username that nobody has': (_, turn) => ({ words: `@nobody.${String(turn)}`, bornOn: null }),
};

const house = await openHouse();
try {
  const teams = await house.largestTeams();
  for (const size of [1, Math.min(teams.length, 42)]) {
    const asker = await house.anAdvocateOf(teams.slice(0, size));
    say(`an advocate of ${String(size)} ${size === 1 ? 'team' : 'teams'}, ${String(asker.cases)} cases`);
    for (const [name, search] of Object.entries(searches)) await measure(name, search, asker);
  }
} finally {
  await house.close();
}

async function measure(name: string, search: Search, asker: Asker): Promise<void> {
  let timings = { door: [] as number[], hand: [] as number[] };
  for (let turn = -warmUp; turn < runs; turn += 1) {
    if (turn === 0) timings = { door: [], hand: [] };
    const terms = search(asker, Math.abs(turn));
    const find = (tx: Queries) => findPeople(tx as EntityManager, terms, []); // of which it asks only `query`
    await timed(timings.door, () => house.throughTheDoor(find, asker.token));
    await timed(timings.hand, () => house.filteredByHand(find, asker.token));
  }
  const [door, hand] = [timings.door, timings.hand].map((all) => all.toSorted((a, b) => a - b));
  if (!door || !hand) return;
  const [middle, late, byHand] = [at(door, 0.5), at(door, 0.95), at(hand, 0.5)];
  const verdict = late <= bound ? 'met' : `more than ${String(bound)}`;
  say(
    `  ${name}: ${middle.toFixed(2)} ms (p95 ${late.toFixed(2)}, ${verdict}), by hand ${byHand.toFixed(2)}, ratio ${(middle / byHand).toFixed(2)}`,
  );
}

function swapped(name: string): string {
  return `${name.slice(0, -3)}${name.slice(-2, -1)}${name.slice(-3, -2)}${name.slice(-1)}`;
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  await work();
  into.push(performance.now() - begun);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? NaN;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
