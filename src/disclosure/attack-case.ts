import type { PublishedSum, PublishedSystem } from './attack-system.js';

/** Releases to attack together, and what the attack is judged against. The truth is for the judge: the attacker never reads it. */
export interface AttackCase {
  readonly id: string;
  readonly title: string;
  readonly policy: AttackPolicy;
  /** Every count there is, by name: disjoint groups of people. */
  readonly truth: Readonly<Record<string, number>>;
  /** What the attacker knows beforehand, such as that he is counted himself. */
  readonly lower: Readonly<Record<string, number>>;
  readonly published: readonly PublishedSum[];
  /** A margin that must not be forced into one of its parts; null where none is asked about. */
  readonly attribute: { readonly margin: Readonly<Record<string, number>>; readonly full: string } | null;
}

export interface AttackPolicy {
  /** Counts from 1 to one below it are protected. */
  readonly k: number;
  /** The feasible maximum must reach it; null where it must only not be certain that the count is from 1 to below `k`. */
  readonly minUpper: number | null;
  /** The least that the feasible maximum must lie above the feasible minimum. */
  readonly minWidth: number;
}

/**
 * Reads a file of attack cases: `{"cases": [...]}` in the shape of "disclosure attack cases v1".
 * @returns the cases, or every fault of the file at once, each with where it is.
 */
export function readAttackCases(text: string): { cases: AttackCase[] } | { faults: string[] } {
  const faults: string[] = [];
  const reader = readerInto(faults);
  const file = parsed(text, faults);
  const listed = reader.list(reader.record(file, 'the file').cases, 'cases');
  const cases = listed.map((each, i) => caseIn(reader, each, `cases[${String(i)}]`));
  const ids = cases.map(({ id }) => id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => faults.push(`${id} stands twice`));
  return faults.length > 0 ? { faults } : { cases };
}

/** Everything the attacker has of a case. */
export function systemOf({ truth, lower, published }: AttackCase): PublishedSystem {
  const names = Object.keys(truth);
  return {
    atoms: Object.fromEntries(names.map((name) => [name, [lower[name] ?? 0, Infinity] as const])),
    constraints: published,
  };
}

function caseIn(reader: Reader, value: unknown, where: string): AttackCase {
  const { id, title, policy, truth, lower = {}, releases, attribute } = reader.record(value, where);
  const names = reader.counts(truth, `${where}.truth`);
  const known = { ...reader, within: names };
  const sums = known.list(releases, `${where}.releases`).flatMap((release, r) => {
    const at = `${where}.releases[${String(r)}]`;
    return known
      .list(known.record(release, at).published, `${at}.published`)
      .map((each, i) => publishedIn(known, each, `${at}.published[${String(i)}]`));
  });
  return {
    id: reader.text(id, `${where}.id`),
    title: typeof title === 'string' ? title : '',
    policy: policyIn(reader, policy, `${where}.policy`),
    truth: names,
    lower: sumIn(known, lower, `${where}.lower`),
    published: sums,
    attribute: attribute === undefined || attribute === null ? null : attributeIn(known, attribute, where),
  };
}

function policyIn(reader: Reader, value: unknown, where: string): AttackPolicy {
  const { k, minUpper, minWidth } = reader.record(value, where);
  return {
    k: reader.number(k, `${where}.k`),
    minUpper: minUpper === null ? null : reader.number(minUpper, `${where}.minUpper`),
    minWidth: reader.number(minWidth, `${where}.minWidth`),
  };
}

function publishedIn(reader: Known, value: unknown, where: string): PublishedSum {
  const { sum, min, max } = reader.record(value, where);
  const ends = { min: reader.number(min, `${where}.min`), max: reader.number(max, `${where}.max`) };
  if (ends.min > ends.max) reader.fault(`${where}: min is above max`);
  return { sum: sumIn(reader, sum, `${where}.sum`), ...ends };
}

function attributeIn(reader: Known, value: unknown, where: string): AttackCase['attribute'] {
  const { margin, full } = reader.record(value, `${where}.attribute`);
  const name = reader.text(full, `${where}.attribute.full`);
  if (!(name in reader.within))
    reader.fault(`${where}.attribute.full: there is no count of that name in truth`);
  return { margin: sumIn(reader, margin, `${where}.attribute.margin`), full: name };
}

function sumIn(reader: Known, value: unknown, where: string): Record<string, number> {
  const terms = Object.entries(reader.record(value, where));
  return Object.fromEntries(
    terms.map(([name, by]) => {
      if (!(name in reader.within)) reader.fault(`${where}: there is no count "${name}" in truth`);
      return [name, reader.number(by, `${where}.${name}`)];
    }),
  );
}

interface Reader {
  readonly fault: (words: string) => void;
  readonly record: (value: unknown, where: string) => Readonly<Record<string, unknown>>;
  readonly list: (value: unknown, where: string) => readonly unknown[];
  readonly text: (value: unknown, where: string) => string;
  readonly number: (value: unknown, where: string) => number;
  readonly counts: (value: unknown, where: string) => Record<string, number>;
}

/** A reader that knows which counts there are. */
type Known = Reader & { readonly within: Readonly<Record<string, number>> };

function readerInto(faults: string[]): Reader {
  const wanted = <T>(value: T | null, { where, what }: { where: string; what: string }, instead: T): T => {
    if (value === null) faults.push(`${where}: must be ${what}`);
    return value ?? instead;
  };
  const record: Reader['record'] = (value, where) =>
    wanted(isRecord(value) ? value : null, { where, what: 'an object' }, {});
  const number: Reader['number'] = (value, where) =>
    wanted(Number.isFinite(value) ? Number(value) : null, { where, what: 'a number' }, 0);
  return {
    fault: (words) => faults.push(words),
    record,
    number,
    list: (value, where) =>
      wanted<readonly unknown[]>(Array.isArray(value) ? value : null, { where, what: 'a list' }, []),
    text: (value, where) => wanted(typeof value === 'string' ? value : null, { where, what: 'a text' }, ''),
    counts: (value, where) =>
      Object.fromEntries(
        Object.entries(record(value, where)).map(([name, count]) => {
          const isCount = Number.isSafeInteger(count) && Number(count) >= 0;
          const what = 'a whole number, none below 0';
          return [name, wanted(isCount ? Number(count) : null, { where: `${where}.${name}`, what }, 0)];
        }),
      ),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string, faults: string[]): unknown {
  try {
    return JSON.parse(text);
  } catch {
    faults.push('This is not JSON');
    return { cases: [] };
  }
}
