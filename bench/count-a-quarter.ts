import pg from 'pg';
import { readConfig } from '../src/config.js';
import { policeAreas } from '../src/codes/police-area.codes.js';
import { familiesFor } from '../src/disclosure/families.js';
import { machine } from '../src/kernel/actor.js';
import { periodOfQuarter } from '../src/kernel/period.js';
import { Clock } from '../src/platform/clock.js';
import { dataSource } from '../src/platform/database/data-source.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { openCustodian } from '../src/platform/database/open-custodian.js';
import { Seals } from '../src/platform/sealing/sealing.js';
import { Secrets } from '../src/platform/secrets.js';
import { countFacts } from '../src/returns/fact.queries.js';
import type { Opening } from '../src/returns/sealing.js';
import { contractTerms, openingsOf } from '../src/returns/snapshot.queries.js';
import { dueQuarters } from '../src/returns/window.rules.js';

/**
 * Counts the latest quarter of the largest service twice: through the program, as the counter, through views without names and
 * row security; and as the owner of the database would, in plain SQL with neither. DATABASE_URL and LARKSPUR_SECRET name an
 * existing database. Says how much longer the first takes, and stops where the two do not find the same number of records.
 */
const runs = 7;
const { databaseUrl, secret, keys } = readConfig();
if (!databaseUrl || !secret)
  throw new Error('Set DATABASE_URL and LARKSPUR_SECRET to those of an existing database.');

const secrets = new Secrets(secret);
const owner = new pg.Client({ connectionString: databaseUrl });
await owner.connect();
const appUrl = Object.assign(new URL(databaseUrl), {
  username: 'larkspur_app',
  password: secrets.keyFor('database-password').toString('hex'),
});
const program = await dataSource(appUrl.href, [], 1).initialize();
const seals = new Seals(await openCustodian(keys, { dataSource: program, secrets }), secrets);

const service = await largestService();
const chain = await openings(service.id);
const latest = chain.at(-1);
if (!latest) throw new Error('No quarter of this service is over yet.');

// Written by hand over the tables themselves, and free to use the same indexes: $1 service, $2 the cut-off before, $3 its own
// cut-off, $4 and $5 the first and last day of the quarter.
const midnight = (day: string): string => `${day}::timestamp AT TIME ZONE 'UTC'`;
const inTime = (countable: string, day: string): string =>
  `${countable} >= $4::date::timestamp AT TIME ZONE 'Europe/London' AND ${countable} < $3 AND ${day} <= $5::date
   AND (${countable} >= $2 OR ${day} >= $4::date)`;
const received = `(received_at AT TIME ZONE 'Europe/London')::date`;
const plainSql = [
  `SELECT police_area, state, count(*)::int FROM referral
    WHERE organisation_id = $1 AND ${inTime('greatest(recorded_at, received_at)', received)} GROUP BY 1, 2`,
  `SELECT police_area, count(*)::int FROM case_file
    WHERE organisation_id = $1 AND ${inTime(`greatest(opened_at, ${midnight('opened_on')})`, 'opened_on')} GROUP BY 1`,
  `SELECT police_area, count(*)::int FROM case_file
    WHERE organisation_id = $1 AND closed_on IS NOT NULL AND ${inTime(`greatest(closed_at, ${midnight('closed_on')})`, 'closed_on')} GROUP BY 1`,
  `SELECT police_area, sex, sex_unknown_reason, relationship, relationship_unknown_reason, cyber_element, cyber_unknown_reason, count(*)::int
     FROM first_support s JOIN case_file c ON c.id = s.case_id JOIN client p ON p.id = s.client_id
    WHERE s.organisation_id = $1 AND ${inTime(`greatest(s.recorded_at, ${midnight('supported_on')})`, 'supported_on')} GROUP BY 1, 2, 3, 4, 5, 6, 7`,
  `SELECT police_area, act, count(*)::int
     FROM order_step t JOIN protection_order o ON o.id = t.order_id JOIN case_file c ON c.id = o.case_id
    WHERE c.organisation_id = $1 AND measure = 'spo' AND act IN ('apply', 'make_interim', 'make_full', 'refuse', 'withdraw')
      AND ${inTime(`greatest(t.recorded_at, ${midnight('on_day')})`, 'on_day')} GROUP BY 1, 2`,
  `SELECT police_area, outcome, reported_to_police, recorded_as_crime, count(*)::int
     FROM breach b JOIN protection_order o ON o.id = b.order_id JOIN case_file c ON c.id = b.case_id
    WHERE c.organisation_id = $1 AND measure = 'spo' AND b.state = 'known'
      AND ${inTime(`greatest(named_at, ${midnight('occurred_on')})`, 'occurred_on')} GROUP BY 1, 2, 3, 4`,
];

const timings = { program: [] as number[], plain: [] as number[] };
for (let run = 0; run < runs; run += 1) {
  const [throughProgram, inPlainSql] = [
    await timed('program', countInProgram),
    await timed('plain', countPlainly),
  ];
  if (throughProgram !== inPlainSql)
    throw new Error(
      `The program counts ${String(throughProgram)} records and plain SQL ${String(inPlainSql)}.`,
    );
  if (run === 0)
    say(
      `${latest.quarter} of a service with ${String(service.cases)} cases: ${String(inPlainSql)} records counted`,
    );
}
const [inProgram, plainly] = [median(timings.program), median(timings.plain)];
say(
  `through the program ${inProgram.toFixed(0)} ms, in plain SQL ${plainly.toFixed(0)} ms, ratio ${(inProgram / plainly).toFixed(2)}`,
);
await program.destroy();
await owner.end();

async function countInProgram(): Promise<number> {
  const { quarter } = latest as Opening; // there is one, or this would have stopped
  return new UnitOfWork(program, secrets, seals).run(machine('counter', service.id), async (tx) => {
    let counted = 0;
    for (const family of familiesFor(policeAreas)) {
      const cutOffs = chain.map(({ cutOffAt }) => cutOffAt);
      const facts = await countFacts(tx, family, {
        first: chain[0]?.quarter ?? quarter,
        cutOffs,
        from: quarter,
      });
      for (const { countableIn, count } of facts) if (countableIn === quarter) counted += count;
    }
    return counted;
  });
}

async function countPlainly(): Promise<number> {
  const { quarter, cutOffAt } = latest as Opening;
  const { from, to } = periodOfQuarter(quarter);
  const values = [service.id, chain.at(-2)?.cutOffAt ?? '-infinity', cutOffAt, from, to];
  let counted = 0;
  for (const sql of plainSql) {
    const { rows } = await owner.query<{ count: number }>(sql, values);
    for (const { count } of rows) counted += count;
  }
  return counted;
}

async function timed(what: keyof typeof timings, work: () => Promise<number>): Promise<number> {
  const begun = performance.now();
  const result = await work();
  timings[what].push(performance.now() - begun);
  return result;
}

async function largestService(): Promise<{ id: string; cases: number }> {
  const { rows } = await owner.query<{ id: string; cases: number }>(
    `SELECT organisation_id AS id, count(*)::int AS cases FROM case_file
      WHERE organisation_id IN (SELECT service_id FROM contract) GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
  );
  if (!rows[0]) throw new Error('There is no service with a contract and a case.');
  return rows[0];
}

function openings(serviceId: string): Promise<Opening[]> {
  return new UnitOfWork(program, secrets, seals).run(machine('counter', serviceId), async (tx) =>
    openingsOf(tx, dueQuarters(await contractTerms(tx, serviceId), null, new Clock().today())),
  );
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
