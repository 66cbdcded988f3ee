import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAttackCases } from '../../src/disclosure/attack-case.js';
import { projectFolder } from '../../src/platform/project-folder.js';

const sound = {
  id: 'A',
  title: 'A total and all parts but one',
  policy: { k: 5, minUpper: 5, minWidth: 4 },
  truth: { a: 3, b: 12 },
  releases: [
    {
      published: [
        { sum: { a: 1, b: 1 }, min: 15, max: 15 },
        { sum: { b: 1 }, min: 12, max: 12 },
      ],
    },
  ],
};

describe('reading a file of attack cases', () => {
  it('every fault is told at once, each with where it is', () => {
    const wrong = {
      cases: [
        { ...sound, truth: { a: -1, b: 12 } },
        { ...sound, releases: [{ published: [{ sum: { zzz: 1 }, min: 2, max: 1 }] }] },
      ],
    };
    expect(readAttackCases(JSON.stringify(wrong))).toEqual({
      faults: [
        'cases[0].truth.a: must be a whole number, none below 0',
        'cases[1].releases[0].published[0]: min is above max',
        'cases[1].releases[0].published[0].sum: there is no count "zzz" in truth',
        'A stands twice',
      ],
    });
  });

  it.each(['', '[]', '{"cases": 1}', 'null'])('%j is refused, not taken for no cases', (text) => {
    expect(readAttackCases(text)).toHaveProperty('faults');
  });
});

describe('npm run disclosure:attack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attack-'));

  function attacked(file: unknown, ...more: string[]) {
    const path = join(folder, 'cases.json');
    writeFileSync(path, JSON.stringify(file));
    const program = join(projectFolder, 'dist/src/disclosure-attack.js');
    return spawnSync(process.execPath, [program, path, ...more], { encoding: 'utf8' });
  }

  it('prints what is known of every count as JSON', () => {
    const { stdout, status } = attacked({ cases: [sound] }, '--json');
    expect(JSON.parse(stdout)).toEqual([
      { id: 'A', verdict: 'BREACH_EXACT', intervals: { a: [3, 3], b: [12, 12] } },
    ]);
    expect(status).toBe(0);
  });

  it('a case that contradicts itself is named, hides no other, and is an end of 1', () => {
    const impossible = { ...sound, id: 'B', releases: [{ published: [{ sum: { a: 2 }, min: 5, max: 5 }] }] };
    const { stdout, status } = attacked({ cases: [impossible, sound] }, '--json');
    expect(JSON.parse(stdout)).toEqual([
      { id: 'B', error: 'No counts agree with everything that was published' },
      expect.objectContaining({ id: 'A', verdict: 'BREACH_EXACT' }),
    ]);
    expect(status).toBe(1);
  });

  it('a file that cannot be read says what is wrong, and is an end of 2', () => {
    const { stderr, status } = attacked({ cases: [{ ...sound, policy: {} }] });
    expect(stderr).toContain('cases[0].policy.k: must be a number');
    expect(status).toBe(2);
  });
});
