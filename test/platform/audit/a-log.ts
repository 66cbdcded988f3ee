import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../../src/kernel/actor.js';
import { fileAt } from '../../../src/platform/audit/anchor-places.js';
import { Anchoring } from '../../../src/platform/audit/anchoring.js';
import { Exporting } from '../../../src/platform/audit/exporting.js';
import { SealKey } from '../../../src/platform/audit/seal-key.js';
import { Sealer } from '../../../src/platform/audit/sealer.js';
import { Verifying } from '../../../src/platform/audit/verifying.js';
import { dataSource } from '../../../src/platform/database/data-source.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { Log } from '../../../src/platform/log.js';
import { projectFolder } from '../../../src/platform/project-folder.js';
import { testSecrets } from '../../support/becoming.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { Given } from '../../support/given.js';
import { testSeals } from '../../support/sealing.js';

/** A log of its own, with who may write to it, and everything that seals, anchors and verifies it. */
export interface ALog {
  readonly database: TestDatabase;
  readonly db: UnitOfWork;
  readonly person: Person;
  readonly sealer: Sealer;
  readonly anchoring: Anchoring;
  readonly verifying: Verifying;
  readonly anchorFile: string;
  /** What was exported last. */
  readonly exportFile: string;
  /** As many entries as asked for, sealed in one batch. */
  batchOf(entries: number): Promise<void>;
  /** What the verifier without a database says, and with what it ends. */
  offline(): Promise<{ status: number | null; said: string }>;
  stop(): Promise<void>;
}

export async function aLog(): Promise<ALog> {
  const database = await testDatabase();
  const source = await dataSource(database.appUrl, [], 4).initialize();
  const db = new UnitOfWork(source, testSecrets, testSeals);
  const folder = await mkdtemp(join(tmpdir(), 'larkspur-log-'));
  const [anchorFile, exportFile] = [join(folder, 'anchors'), join(folder, 'export')];
  const given = new Given(database.owner);
  const person = await given.staff('admin', await given.organisation());
  const key = new SealKey(testSecrets);
  const places = [fileAt(anchorFile)];
  const sealer = new Sealer(db, key);
  const verifying = new Verifying(db, key, places);
  return {
    ...{ database, db, person, sealer, verifying, anchorFile, exportFile },
    anchoring: new Anchoring(db, new Log(), places),
    batchOf: async (entries) => {
      for (let made = 0; made < entries; made += 1) await db.run(person, () => Promise.resolve());
      await sealer.seal();
    },
    offline: async () => {
      await new Exporting(db, verifying).exportTo(exportFile);
      const program = join(projectFolder, 'dist/src/audit-offline.js');
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, exportFile, anchorFile], {
        encoding: 'utf8',
      });
      return { status, said: stdout + stderr };
    },
    stop: async () => {
      await source.destroy();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Four anchored batches; the first has what went before too. */
export async function fourBatches(): Promise<ALog> {
  const log = await aLog();
  for (const entries of [3, 4, 4, 3]) await log.batchOf(entries);
  await log.anchoring.deliver();
  return log;
}

export async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
}
