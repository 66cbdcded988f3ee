import { machine } from '../../kernel/actor.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { KeyCustodian } from './key-custodian.js';
import { keysByVersion, storeWrapped, wrappedBefore, type StoredKey } from './stored-keys.js';

/** So many keys are wrapped anew in one transaction: short enough that nobody who works meanwhile waits for it. */
const batch = 1_000;

/**
 * Wraps every data key under a new version of the service key, while the program is in use. Where an earlier run was cut
 * short it goes on with that one's version instead. What was sealed is not touched.
 * @returns the version, and how many keys it wrapped
 */
export async function wrapAllAnew(
  db: UnitOfWork,
  custodian: KeyCustodian,
  say: (line: string) => void,
): Promise<{ version: number; keys: number }> {
  const version = await versionToWrapUnder(db, custodian);
  let keys = 0;
  for (let wrapped = batch; wrapped > 0;) {
    wrapped = await wrapSome(db, custodian, version);
    keys += wrapped;
    if (wrapped > 0) say(`${keys.toLocaleString('en-GB')} keys wrapped under version ${String(version)}`);
  }
  const inUse = await db.run(machine('keeper'), keysByVersion);
  for (const gone of await custodian.retire(inUse.map((each) => each.version)))
    say(`Version ${String(gone)} is let go`);
  return { version, keys };
}

async function versionToWrapUnder(db: UnitOfWork, custodian: KeyCustodian): Promise<number> {
  const stored = await db.run(machine('keeper'), keysByVersion);
  const current = custodian.currentVersion();
  return stored.some(({ version }) => version < current) ? current : custodian.rotate();
}

function wrapSome(db: UnitOfWork, custodian: KeyCustodian, version: number): Promise<number> {
  return db.run(machine('keeper'), async (tx) => {
    const old = await wrappedBefore(tx, version, batch);
    const opened = custodian.unwrap(old);
    const keys = old.map(({ id }, index) => ({ id, key: opened[index] ?? Buffer.alloc(0) }));
    const made: StoredKey[] = custodian.wrap(keys);
    await storeWrapped(tx, made);
    return made.length;
  });
}
