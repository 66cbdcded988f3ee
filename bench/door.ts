import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { readConfig } from '../src/config.js';
import { Secrets } from '../src/platform/secrets.js';

/**
 * What need-to-know costs: each question asked through the door, as the program's sign-in under row security, and as the
 * owner of the database, free of it, with the same filter written by hand. Both find out first who is asking, by the token of
 * a session. In turn, on one connection each. DATABASE_URL and LARKSPUR_SECRET name an existing database; the account it
 * asks as is made for it and taken away again. Says whether each ratio of medians is within 1.3.
 */
const [runs, bound] = [61, 1.3];
const { databaseUrl, secret } = readConfig();
if (!databaseUrl || !secret)
  throw new Error('Set DATABASE_URL and LARKSPUR_SECRET to those of an existing database.');

const owner = new pg.Client({ connectionString: databaseUrl });
const password = new Secrets(secret).keyFor('database-password').toString('hex');
const appUrl = Object.assign(new URL(databaseUrl), { username: 'larkspur_app', password });
const program = new pg.Client({ connectionString: appUrl.href });
await owner.connect();
await program.connect();

const byHand = `(c.team_id = ANY ($1) OR c.id = ANY ($2)) AND c.client_id <> ALL ($3) AND (NOT c.sealed OR c.client_id = ANY ($4))`;

/** Each with the place where its filter goes; a case's own id, where it has one, is written in. */
const questions = (caseId: string): Record<string, (filter: string) => string> => ({
  'caseload, first 25': (filter) =>
    `SELECT c.id, c.reference, i.full_name, s.display_name
     FROM (SELECT * FROM case_file c WHERE c.closed_on IS NULL AND ${filter} ORDER BY c.review_due_on NULLS FIRST, c.opened_on, c.id LIMIT 25) c
          JOIN client_identity i ON i.client_id = c.client_id JOIN staff s ON s.id = c.advocate_id`,
  'count of open cases': (filter) =>
    `SELECT count(*) FROM case_file c WHERE c.closed_on IS NULL AND ${filter}`,
  'one case': (filter) => `SELECT * FROM case_file c WHERE c.id = '${caseId}' AND ${filter}`,
  'notes of a case': (filter) =>
    `SELECT n.id, n.kind, n.written_at, w.words FROM case_note n JOIN case_note_narrative w ON w.case_note_id = n.id
     WHERE n.case_id = '${caseId}' AND EXISTS (SELECT FROM case_file c WHERE c.id = n.case_id AND ${filter}) ORDER BY n.written_at DESC LIMIT 25`,
});

const who = `SELECT array_agg(m.team_id) AS teams FROM session s JOIN team_member m ON m.staff_id = s.staff_id
  WHERE s.token_hash = sha256(convert_to($1, 'UTF8')) AND s.last_seen_at > now() - interval '15 minutes'`;

try {
  const teams = await largestTeams();
  for (const count of [1, teams.length]) {
    const { token, caseId } = await anAdvocateOf(teams.slice(0, count));
    say(`an advocate of ${String(count)} ${count === 1 ? 'team' : 'teams'}`);
    for (const [name, question] of Object.entries(questions(caseId))) await compare(name, question, token);
  }
} finally {
  await owner.query(
    `DELETE FROM session WHERE staff_id IN (SELECT id FROM staff WHERE email LIKE '%@bench.invalid')`,
  );
  await owner.query(
    `DELETE FROM team_member WHERE staff_id IN (SELECT id FROM staff WHERE email LIKE '%@bench.invalid')`,
  );
  await owner.query(`DELETE FROM staff WHERE email LIKE '%@bench.invalid'`);
  await program.end();
  await owner.end();
}

async function compare(name: string, question: (filter: string) => string, token: string): Promise<void> {
  const timings = { door: [] as number[], hand: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    const rows = [
      await timed(timings.door, () => throughTheDoor(question('true'), token)),
      await timed(timings.hand, () => filteredByHand(question(byHand), token)),
    ];
    if (rows[0] !== rows[1]) throw new Error(`${name}: ${String(rows[0])} rows and ${String(rows[1])}.`);
  }
  const [door, hand] = [median(timings.door), median(timings.hand)];
  const ratio = door / hand;
  const figures = `${door.toFixed(2)} ms, by hand ${hand.toFixed(2)} ms, ratio ${ratio.toFixed(2)}`;
  say(`  ${name}: ${figures}, ${ratio <= bound ? 'met' : `more than ${String(bound)}`}`);
}

async function throughTheDoor(question: string, token: string): Promise<string> {
  await program.query('BEGIN');
  await program.query(`SELECT set_config('role', enter_as_person($1), true)`, [token]);
  const { rows } = await program.query(question);
  await program.query('COMMIT');
  return JSON.stringify(rows);
}

async function filteredByHand(question: string, token: string): Promise<string> {
  await owner.query('BEGIN');
  const found = await owner.query<{ teams: string[] }>(who, [token]);
  const { rows } = await owner.query(question, [found.rows[0]?.teams ?? [], [], [], []]);
  await owner.query('COMMIT');
  return JSON.stringify(rows);
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  into.push(performance.now() - begun);
  return result;
}

/** The teams of the service that has the most of them, those with the most cases first. */
async function largestTeams(): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT team_id AS id FROM case_file WHERE organisation_id =
       (SELECT organisation_id FROM team GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) GROUP BY 1 ORDER BY count(*) DESC`,
  );
  return rows.map(({ id }) => id);
}

async function anAdvocateOf(teams: readonly string[]): Promise<{ token: string; caseId: string }> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO staff (organisation_id, role, display_name, email)
     SELECT organisation_id, 'advocate', 'Demo bench', gen_random_uuid() || '@bench.invalid' FROM team WHERE id = $1 RETURNING id`,
    [teams[0]],
  );
  const staffId = rows[0]?.id;
  await owner.query('INSERT INTO team_member SELECT unnest($1::uuid[]), $2', [teams, staffId]);
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  await owner.query('INSERT INTO session (token_hash, staff_id) VALUES ($1, $2)', [hash, staffId]);
  const found = await owner.query<{ id: string }>(
    'SELECT n.case_id AS id FROM case_note n JOIN case_file c ON c.id = n.case_id WHERE c.team_id = $1 LIMIT 1',
    [teams[0]],
  );
  return { token, caseId: found.rows[0]?.id ?? '' };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
