import { readdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fourBatches, linesOf, type ALog } from './a-log.js';

/** What somebody does who owns the database: triggers, references and grants do not hold them. */
type Tampering = (log: ALog) => Promise<unknown>;

const sql =
  (...statements: string[]): Tampering =>
  async ({ database }) => {
    await database.owner.query('SET session_replication_role = replica');
    for (const statement of statements) await database.owner.query(statement);
    await database.owner.query('SET session_replication_role = origin');
  };
const second = '(SELECT entry_id FROM audit.seal_item WHERE batch = 2 AND position = 2)';
const leafOf = (id: string) =>
  `UPDATE audit.entry SET leaf = audit.leaf(audit.texts(entry.*)) WHERE id = ${id}`;
const without = (batches: string) => [
  `DELETE FROM audit.entry WHERE id IN (SELECT entry_id FROM audit.seal_item WHERE batch ${batches})`,
  `DELETE FROM audit.seal_item WHERE batch ${batches}`,
  `DELETE FROM audit.anchor WHERE batch ${batches}`,
  `DELETE FROM audit.batch WHERE number ${batches}`,
];

const tamperings: readonly (readonly [string, Tampering])[] = [
  ['edited', sql(`UPDATE audit.entry SET act = 'nothing.much' WHERE id = ${second}`)],
  [
    'edited, with a leaf to match',
    sql(`UPDATE audit.entry SET act = 'nothing.much' WHERE id = ${second}`, leafOf(second)),
  ],
  ['deleted', sql(`DELETE FROM audit.entry WHERE id = ${second}`)],
  [
    'dated back, and sealed with today’s',
    async (log) => {
      await log.database.owner.query(
        `INSERT INTO audit.entry (at, act, actor_role) VALUES (now() - interval '3 days', 'case.opened', 'casework_advocate')`,
      );
      await log.sealer.seal();
    },
  ],
  [
    'reordered',
    sql(
      'UPDATE audit.seal_item SET position = position + 10 WHERE batch = 2',
      'UPDATE audit.seal_item SET position = 15 - position WHERE batch = 2',
    ),
  ],
  [
    'duplicated',
    sql(
      `INSERT INTO audit.entry (act, actor_role, at, leaf) SELECT act, actor_role, at, leaf FROM audit.entry WHERE id = ${second}`,
      'UPDATE audit.batch SET count = count + 1 WHERE number = 2',
      'INSERT INTO audit.seal_item SELECT max(id), 2, 5 FROM audit.entry',
      leafOf('(SELECT max(id) FROM audit.entry)'),
    ),
  ],
  [
    'in batches that were swapped',
    sql(
      'UPDATE audit.batch SET number = number + 100 WHERE number IN (2, 3)',
      'UPDATE audit.batch SET number = 105 - number WHERE number > 100',
      'UPDATE audit.seal_item SET batch = batch + 100 WHERE batch IN (2, 3)',
      'UPDATE audit.seal_item SET batch = 105 - batch WHERE batch > 100',
    ),
  ],
  ['in a batch that was dropped', sql(...without('= 2'))],
  ['in a tail that was cut off', sql(...without('> 3'))],
  [
    'rewritten from a batch on, by somebody who has the key',
    async (log) => {
      await sql(
        `UPDATE audit.entry SET act = 'nothing.much' WHERE id = ${second}`,
        leafOf(second),
        'INSERT INTO audit.unsealed SELECT entry_id FROM audit.seal_item WHERE batch >= 2',
        'DELETE FROM audit.seal_item WHERE batch >= 2',
        'DELETE FROM audit.anchor WHERE batch >= 2',
        'DELETE FROM audit.batch WHERE number >= 2',
      )(log);
      await log.sealer.seal();
    },
  ],
];

let log: ALog;
beforeEach(async () => {
  log = await fourBatches();
});
afterEach(() => log.stop());

/** The faults that are found, in the database and without it. */
async function found(): Promise<{ faults: readonly string[]; offline: string; status: number | null }> {
  const { faults } = await log.verifying.verify();
  const { said, status } = await log.offline();
  return { faults, offline: said, status };
}

describe('a log that nobody touched', () => {
  it('is found sound, by the program and by the verifier that has no database', async () => {
    const { batches, entries, faults } = await log.verifying.verify();
    expect({ batches, faults }).toEqual({ batches: 4, faults: [] });
    expect(entries).toBeGreaterThanOrEqual(14);
    const { status, said } = await log.offline();
    expect(said).toContain(`${String(entries)} entries in 4 batches, 0 faults; 0 batches not anchored yet`);
    expect(status).toBe(0);
  });
});

it('an export of which the log could not be told is not there', async () => {
  const { owner } = log.database;
  const mayTell = (may: string) =>
    owner.query(`ALTER POLICY entry_of_sealer ON audit.entry WITH CHECK (${may})`);
  await rm(log.exportFile, { force: true });
  await mayTell('false');
  await expect(log.offline()).rejects.toThrow('row-level security');
  expect(await readdir(dirname(log.exportFile))).not.toContainEqual(expect.stringMatching('export'));
  await mayTell(`actor_id IS NULL AND act = 'log.exported'`);
});

describe('an entry', () => {
  it.each(tamperings)('%s, is found out', async (_, tamper) => {
    await tamper(log);
    const { faults, offline, status } = await found();
    expect(faults).not.toEqual([]);
    expect(offline).toMatch(/^(batch|entry) \d+: /);
    expect(status).toBe(1);
  });
});

describe('without anchors', () => {
  // What is found by nothing else shows what they are for.
  it.each(tamperings.slice(-2))('an entry %s, would not be found', async (_, tamper) => {
    await tamper(log);
    await writeFile(log.anchorFile, '');
    await log.database.owner.query('TRUNCATE audit.anchor');
    expect((await log.verifying.verify()).faults).toEqual([]);
  });
});

describe('anchors', () => {
  it('that lost a line are found', async () => {
    const lines = await linesOf(log.anchorFile);
    await writeFile(log.anchorFile, lines.toSpliced(1, 1).join('\n'));
    const { faults, offline } = await found();
    expect(faults).toEqual(['batch 2: is missing from the anchors (file)']);
    expect(offline).toContain('batch 2: is missing from the anchors');
  });
});
