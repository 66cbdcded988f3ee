import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAttackCases, type AttackCase } from './disclosure/attack-case.js';
import { attackReleases, type Attacked } from './disclosure/attack-releases.js';
import type { Ends } from './disclosure/attack-system.js';
import { verdicts } from './disclosure/attack-verdict.js';
import { RuleBroken } from './kernel/errors.js';
import { labelOf } from './kernel/codelist.js';
import { say } from './starting.js';

/*
 * `npm run disclosure:attack -- FILE.json [--json]`: attacks the releases of each case of a file, all of a case together, and
 * says what can be known. Ends with 0 where every case could be attacked, whatever was found; 1 where one could not; 2 where
 * the file could not be read. With --json an end that nothing sets is null.
 */
const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const cases = casesIn(positionals[0]);
const found: (Attacked | Failed)[] = [];
for (const each of cases) found.push(await attacked(each));
if (values.json) say(JSON.stringify(found.map(asJson), null, 1));
else found.forEach((each, i) => inWords(each, cases[i]?.title ?? '').forEach(say));
process.exit(found.some((each) => 'failed' in each) ? 1 : 0);

interface Failed {
  readonly id: string;
  readonly failed: string;
}

function casesIn(path: string | undefined): AttackCase[] {
  if (path === undefined) return refuse(['Say which file: npm run disclosure:attack -- FILE.json [--json]']);
  const read = readAttackCases(textOf(path));
  return 'faults' in read ? refuse(read.faults) : read.cases;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return refuse([`There is no file ${path} that can be read`]);
  }
}

function refuse(faults: readonly string[]): never {
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exit(2);
}

async function attacked(attackCase: AttackCase): Promise<Attacked | Failed> {
  try {
    return await attackReleases(attackCase);
  } catch (error) {
    if (error instanceof RuleBroken || error instanceof RangeError)
      return { id: attackCase.id, failed: error.message };
    throw error;
  }
}

function asJson(each: Attacked | Failed): object {
  if ('failed' in each) return { id: each.id, error: each.failed };
  const ends = Object.entries(each.intervals).map(([name, pair]) => [name, pair.map(endOrNull)] as const);
  return { id: each.id, verdict: each.verdict, intervals: Object.fromEntries(ends) };
}

function endOrNull(end: number): number | null {
  return Number.isFinite(end) ? end : null;
}

function inWords(each: Attacked | Failed, title: string): string[] {
  if ('failed' in each) return [`${each.id} ${title}: ${each.failed}`];
  const known = Object.entries(each.intervals).map(([name, ends]) => `  ${name}: ${endsInWords(ends)}`);
  return [`${each.id} ${title}: ${each.verdict}. ${labelOf(verdicts, each.verdict)}`, ...known];
}

function endsInWords([least, most]: Ends): string {
  if (least === most) return `exactly ${String(least)}`;
  return Number.isFinite(most) ? `from ${String(least)} to ${String(most)}` : `${String(least)} or more`;
}
