import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../../../src/platform/clock.js';
import { FileCustodian } from '../../../src/platform/sealing/file-custodian.js';
import { KeyFileRefused } from '../../../src/platform/sealing/key-file.js';
import { SealBroken } from '../../../src/platform/sealing/sealed.js';

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
const custodian = (key = rootKey) => new FileCustodian(path, key, clock);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkspur-keys-'));
  path = join(folder, 'keys.json');
  clock = new SetClock('2026-03-03T10:00:00Z');
  await custodian().begin();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function wrapped(by = custodian()) {
  const [made] = await by.wrap([dataKey]);
  if (!made) throw new Error('Nothing was wrapped');
  return made;
}

describe('a key file', () => {
  it('is its owner’s alone to read, and holds no key in the clear', async () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const [opened] = await custodian().unwrap([await wrapped()]);
    expect(opened).toEqual(dataKey.key);
    expect(readFileSync(path, 'utf8')).not.toContain(dataKey.key.toString('base64'));
  });

  it('begun by two at once has one first version', async () => {
    rmSync(path);
    const [one, other] = [custodian(), custodian()];
    await Promise.all([one.begin(), other.begin()]);
    expect(await other.unwrap([await wrapped(one)])).toEqual([dataKey.key]);
  });

  it('opens nothing without the root secret it was made with', async () => {
    const made = await wrapped();
    await expect(custodian(Buffer.alloc(32, 8)).unwrap([made])).rejects.toThrow(/another root secret/);
  });

  it('that is gone, or is none, is refused in one line', async () => {
    writeFileSync(path, 'Invented');
    await expect(custodian().unwrap([])).rejects.toThrow(KeyFileRefused);
    rmSync(path);
    await expect(custodian().unwrap([])).rejects.toThrow(
      /cannot be read. Put it back from its own backup\.$/,
    );
  });
});

describe('a wrapped key', () => {
  it('is refused as another’s, under another version, and where it was touched', async () => {
    const made = await wrapped();
    await custodian().rotate();
    const other = { ...made, id: '20000000-0000-4000-8000-000000000002' };
    await expect(custodian().unwrap([other])).rejects.toThrow(SealBroken);
    for (const at of [0, 4, 5, 20, made.wrapped.length - 1]) {
      const changed = Buffer.from(made.wrapped);
      changed[at] = (changed[at] ?? 0) ^ 3;
      await expect(custodian().unwrap([{ ...made, wrapped: changed }])).rejects.toThrow(SealBroken);
    }
  });

  it('of an older version is unwrapped by a process that knew only that one, and by one that began later', async () => {
    const early = custodian();
    const first = await wrapped(early);
    expect(await custodian().rotate()).toBe(2);
    const second = await wrapped(early);
    expect([first.version, second.version]).toEqual([1, 2]);
    expect(await early.unwrap([first, second])).toEqual([dataKey.key, dataKey.key]);
    expect(await custodian().unwrap([first, second])).toEqual([dataKey.key, dataKey.key]);
  });
});

describe('a version that another replaced', () => {
  it('is let go once nothing is wrapped under it and no transaction can be about to', async () => {
    const first = await wrapped();
    await custodian().rotate();
    expect(await custodian().retire([2])).toEqual([]);
    clock.set('2026-03-03T11:00:01Z');
    expect(await custodian().retire([1, 2])).toEqual([]);
    expect(await custodian().unwrap([first])).toEqual([dataKey.key]);
    expect(await custodian().retire([2])).toEqual([1]);
    await expect(custodian().unwrap([first])).rejects.toThrow(SealBroken);
  });

  it('comes back with a copy of the file', async () => {
    const first = await wrapped();
    copyFileSync(path, `${path}.kept`);
    await custodian().rotate();
    clock.set('2026-03-04T10:00:00Z');
    await custodian().retire([]);
    copyFileSync(`${path}.kept`, path);
    expect(await custodian().unwrap([first])).toEqual([dataKey.key]);
  });
});
