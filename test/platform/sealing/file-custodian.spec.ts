import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../../../src/platform/clock.js';
import { FileCustodian } from '../../../src/platform/sealing/file-custodian.js';
import { KeyVersionUnknown } from '../../../src/platform/sealing/key-custodian.js';
import { KeyFileRefused } from '../../../src/platform/sealing/key-file.js';
import { SealBroken } from '../../../src/platform/sealing/sealed.js';
import { RootBox } from '../../../src/platform/sealing/strongbox.js';

const rootKey = Buffer.alloc(32, 7);
const dataKey = { id: '10000000-0000-4000-8000-000000000001', key: randomBytes(32) };

class SetClock extends Clock {
  constructor(private instant: string) {
    super();
  }
  override now(): Date {
    return new Date(this.instant);
  }
  set(instant: string): void {
    this.instant = instant;
  }
}

let folder: string;
let clock: SetClock;
let path: string;
const made = (key = rootKey) => new FileCustodian(path, new RootBox(key), clock);

/** As a process has it that has just looked at the file. */
async function custodian(key = rootKey): Promise<FileCustodian> {
  const by = made(key);
  await by.ready();
  return by;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkspur-keys-'));
  path = join(folder, 'keys.json');
  clock = new SetClock('2026-03-03T10:00:00Z');
  await made().begin();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function wrapped(by?: FileCustodian) {
  const [key] = (by ?? (await custodian())).wrap([dataKey]);
  if (!key) throw new Error('Nothing was wrapped');
  return key;
}

describe('a key file', () => {
  it('is its owner’s alone to read, and holds no key in the clear', async () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const [opened] = (await custodian()).unwrap([await wrapped()]);
    expect(opened).toEqual(dataKey.key);
    expect(readFileSync(path, 'utf8')).not.toContain(dataKey.key.toString('base64'));
  });

  it('begun by two at once has one first version', async () => {
    rmSync(path);
    const [one, other] = [made(), made()];
    await Promise.all([one.begin(), other.begin()]);
    await Promise.all([one.ready(), other.ready()]);
    expect(other.unwrap([await wrapped(one)])).toEqual([dataKey.key]);
  });

  it('opens nothing without the root secret it was made with', async () => {
    await expect(custodian(Buffer.alloc(32, 8))).rejects.toThrow(/another root secret/);
  });

  it('that is gone, or is none, is refused in one line', async () => {
    writeFileSync(path, 'Invented');
    await expect(custodian()).rejects.toThrow(KeyFileRefused);
    rmSync(path);
    const by = await custodian();
    expect(() => by.unwrap([])).toThrow(/cannot be read. Put it back from its own backup\.$/);
  });
});

describe('a wrapped key', () => {
  it('is refused as another’s, under another version, and where it was touched', async () => {
    const key = await wrapped();
    await made().rotate();
    const by = await custodian();
    const other = { ...key, id: '20000000-0000-4000-8000-000000000002' };
    expect(() => by.unwrap([other])).toThrow(SealBroken);
    for (const at of [0, 4, 5, 20, key.wrapped.length - 1]) {
      const changed = Buffer.from(key.wrapped);
      changed[at] = (changed[at] ?? 0) ^ 3;
      expect(() => by.unwrap([{ ...key, wrapped: changed }])).toThrow(SealBroken);
    }
  });

  it('of an older version is unwrapped by a process that knew only that one, and by one that began later', async () => {
    const early = await custodian();
    const first = await wrapped(early);
    expect(await made().rotate()).toBe(2);
    const second = await wrapped();
    expect([first.version, second.version]).toEqual([1, 2]);
    await early.ready();
    for (const by of [early, await custodian()])
      expect(by.unwrap([first, second])).toEqual([dataKey.key, dataKey.key]);
  });

  it('of a version made since this process last looked is known to be one, and opened once it looked again', async () => {
    const early = await custodian();
    await made().rotate();
    const key = await wrapped();
    expect(() => early.unwrap([key])).toThrow(KeyVersionUnknown);
    await early.ready();
    expect(early.unwrap([key])).toEqual([dataKey.key]);
  });
});

describe('a version that another replaced', () => {
  it('is let go once nothing is wrapped under it and no transaction can be about to', async () => {
    const first = await wrapped();
    const by = await custodian();
    await by.rotate();
    expect(await by.retire([2])).toEqual([]);
    clock.set('2026-03-03T11:00:01Z');
    expect(await by.retire([1, 2])).toEqual([]);
    expect((await custodian()).unwrap([first])).toEqual([dataKey.key]);
    expect(await by.retire([2])).toEqual([1]);
    const later = await custodian();
    expect(() => later.unwrap([first])).toThrow(SealBroken);
  });

  it('comes back with a copy of the file', async () => {
    const first = await wrapped();
    copyFileSync(path, `${path}.kept`);
    const by = await custodian();
    await by.rotate();
    clock.set('2026-03-04T10:00:00Z');
    await by.retire([]);
    copyFileSync(`${path}.kept`, path);
    await by.ready();
    expect(by.unwrap([first])).toEqual([dataKey.key]);
  });
});
