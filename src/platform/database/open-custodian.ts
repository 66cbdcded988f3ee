import type { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { machine } from '../../kernel/actor.js';
import { Clock } from '../clock.js';
import { FileCustodian } from '../sealing/file-custodian.js';
import type { KeyCustodian } from '../sealing/key-custodian.js';
import { KeyFileRefused } from '../sealing/key-file.js';
import { SealBroken } from '../sealing/sealed.js';
import { Seals } from '../sealing/sealing.js';
import { someDataKey } from '../sealing/stored-keys.js';
import { RootBox } from '../sealing/strongbox.js';
import { TransitBox } from '../sealing/transit-box.js';
import type { Secrets } from '../secrets.js';
import { StartRefused } from './embedded-guard.js';
import { UnitOfWork } from './unit-of-work.js';

/**
 * The custodian that the configuration names, having opened one of the data keys the database holds. A key file is made only
 * for a database that holds none: a new one would open nothing, and hide that the old one is lost.
 * @throws StartRefused with one line that says what to do
 */
export async function openCustodian(
  keys: Config['keys'],
  { dataSource, secrets }: { dataSource: DataSource; secrets: Secrets },
): Promise<KeyCustodian> {
  const box = keys.service ? new TransitBox(keys.service) : new RootBox(secrets.keyFor('service-keys'));
  const custodian = new FileCustodian(keys.file, box, new Clock());
  const db = new UnitOfWork(dataSource, secrets, new Seals(custodian, secrets));
  const held = await db.run(machine('keeper'), someDataKey);
  try {
    if (!custodian.exists()) {
      if (held) throw new KeyFileRefused(missing(custodian.path));
      await custodian.begin();
    }
    await custodian.ready();
    if (held) custodian.unwrap([held]);
    return custodian;
  } catch (error) {
    throw new StartRefused(refusal(error, keys));
  }
}

function missing(path: string): string {
  return `The key file ${path} is missing, and without it nothing said of people in this database can be read. Put it back from its own backup, or set KEY_FILE to where it is.`;
}

function refusal(error: unknown, keys: Config['keys']): string {
  if (error instanceof KeyFileRefused) return error.message;
  if (error instanceof SealBroken)
    return `The key file ${keys.file} is not the one this database was sealed with. Put back the one that belongs to it.`;
  return `The key service at ${keys.service?.url ?? 'no address'} cannot be used. See that it is up and that its token lets Larkspur in.`;
}
