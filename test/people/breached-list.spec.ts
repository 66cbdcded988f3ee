import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BreachedList } from '../../src/people/breached-list.js';
import { importBreached, sizeOfList } from '../../src/people/import-breached.js';
import { readConfig } from '../../src/config.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'larkspur-breached-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sha1 = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase();
const known = Array.from({ length: 1000 }, (_, index) => `invented password ${String(index)}`);
const sorted = () => known.map(sha1).sort();
const listAt = (path: string) => new BreachedList({ ...readConfig({}), breachedList: path });

async function imported(name: string, lines: readonly string[]) {
  const [from, to] = [join(folder, `${name}.txt`), join(folder, `${name}.list`)];
  await writeFile(from, lines.join('\n'));
  return { to, ...(await importBreached(from, to)) };
}

describe('a list of breached passwords', () => {
  it('refuses every one of them, and no other', async () => {
    const { to, lines, entries } = await imported(
      'whole',
      sorted().map((hash, index) => `${hash}:${String(index + 1)}`),
    );
    expect([lines, entries, (await readFile(to)).length]).toEqual([1000, 1000, sizeOfList(1000)]);
    for (const password of known)
      await expect(listAt(to).check(password)).rejects.toThrow('known from a breach');
    for (const password of known) await listAt(to).check(`another ${password}`);
  });

  it('is read without counts, and with Windows’ line ends', async () => {
    const { to } = await imported('plain', [`${sorted()[0] ?? ''}\r`, `${sorted()[1] ?? ''}\r`]);
    const [first] = known.filter((password) => sha1(password) === sorted()[0]);
    await expect(listAt(to).check(first ?? '')).rejects.toThrow('known from a breach');
  });

  it.each([
    ['out of order', () => sorted().reverse(), 'Line 2 is out of order'],
    ['not of hashes', () => ['password123456'], 'Line 1 is no SHA-1'],
    ['empty', () => [], 'empty'],
  ])('is not made from a file that is %s, and leaves nothing behind', async (name, lines, says) => {
    await expect(imported(name, lines())).rejects.toThrow(says);
    await expect(readFile(join(folder, `${name}.list`))).rejects.toThrow('ENOENT');
    await expect(readFile(join(folder, `${name}.list.partial`))).rejects.toThrow('ENOENT');
  });

  it('that is missing, cut short or something else lets no password be', async () => {
    const { to } = await imported('harmed', sorted());
    await listAt(to).check('a password of nobody');
    await truncate(to, sizeOfList(1000) - 1);
    await expect(listAt(to).check('a password of nobody')).rejects.toThrow('cannot be read');
    await writeFile(to, 'something else');
    await expect(listAt(to).check('a password of nobody')).rejects.toThrow('cannot be read');
    await expect(listAt(join(folder, 'none')).check('a password of nobody')).rejects.toThrow(
      'cannot be read',
    );
  });

  it('is not asked where none is configured', async () => {
    await new BreachedList(readConfig({})).check(known[0] ?? '');
  });
});
