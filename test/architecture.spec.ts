import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { projectFolder } from '../src/platform/project-folder.js';

/** Folders are read left to right: each imports only itself and those before it. */
const order =
  'kernel codes settings config.ts platform people parties sending cases allocation referrals intake helpline safeguards risk orders sharing tasks supervision disclosure returns comparison foi retention audit casefile demo'.split(
    ' ',
  );
const startFiles = /^src\/(main|worker|migrate|starting|surroundings|application)\.ts$/;

/** Files by path, as text: what every check below works on, so that a planted fault is a line of text. */
type Files = ReadonlyMap<string, string>;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(from: string, text: string): Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'";]*?from\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...statements].map(([, type, named = '', dynamic = named]) => {
    const to = dynamic.startsWith('.')
      ? posix.join(posix.dirname(from), dynamic).replace(/\.js$/, '.ts')
      : dynamic;
    return { from, to, typeOnly: type !== undefined };
  });
}

const importsIn = (files: Files) => [...files].flatMap(([path, text]) => importsOf(path, text));

/** Where a file of src stands in the order; its root files stand last, since they may import everything. */
function placeOf(path: string): number {
  const [, name = '', ...rest] = path.split('/');
  if (order.includes(name)) return order.indexOf(name);
  return rest.length === 0 ? order.length : NaN; // a folder without a place is before and after nothing
}

function outOfOrder(files: Files): string[] {
  return importsIn(files)
    .filter(
      ({ from, to }) => from.startsWith('src/') && to.startsWith('src/') && !(placeOf(to) <= placeOf(from)),
    )
    .map(({ from, to }) => `${from} imports ${to}`);
}

const pure = /^src\/(kernel|codes|disclosure)\/|\.(rules|codes|policy|view)\.ts$/;
const allowed = (from: string, name: string) =>
  (from.startsWith('src/disclosure/') && /^(highs|node:crypto)$/.test(name)) ||
  (from === 'src/people/password.rules.ts' && name.startsWith('@zxcvbn-ts/'));

/** Pure files that name a package, or reach one through the values they import. */
function impure(files: Files): string[] {
  const reached = (path: string, seen: Set<string>): Import[] => {
    if (seen.has(path)) return [];
    seen.add(path);
    const values = importsOf(path, files.get(path) ?? '').filter(({ typeOnly }) => !typeOnly);
    return values.flatMap((each) => (each.to.startsWith('src/') ? reached(each.to, seen) : [each]));
  };
  return [...files.keys()]
    .filter((path) => pure.test(path))
    .flatMap((path) => {
      const named = importsOf(path, files.get(path) ?? '').filter(({ to }) => !to.startsWith('src/'));
      const packages = [...named, ...reached(path, new Set())].filter(({ from, to }) => !allowed(from, to));
      return [
        ...new Set(
          packages.map(({ from, to }) => `${path} reaches ${to}${from === path ? '' : ` through ${from}`}`),
        ),
      ];
    });
}

function circles(files: Files): string[] {
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): string[] => {
    if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(' → ')];
    if (done.has(path)) return [];
    const found = importsOf(path, files.get(path) ?? '')
      .filter(({ to, typeOnly }) => !typeOnly && files.has(to))
      .flatMap(({ to }) => walk(to, [...trail, path]));
    done.add(path);
    return found;
  };
  return [...files.keys()].flatMap((path) => walk(path, []));
}

const saying = (files: Files, words: RegExp, except: RegExp) =>
  [...files]
    .filter(([path, text]) => path.startsWith('src/') && !except.test(path) && words.test(text))
    .map(([path]) => path);
const environmentReaders = (files: Files) => saying(files, /process\.env/, /^src\/config\.ts$/);
const otherDoors = (files: Files) =>
  saying(
    files,
    /\b(DataSource|InjectRepository)\b/,
    new RegExp(`^src/platform/(database/|platform\\.module\\.ts$)|${startFiles.source}`),
  );
const tooLong = (files: Files) =>
  [...files].filter(([, text]) => text.split('\n').length > 201).map(([path]) => path);
const knowingCases = (files: Files) =>
  importsIn(files)
    .filter(
      ({ from, to }) =>
        from.startsWith('src/disclosure/') &&
        to.startsWith('src/') &&
        !/^src\/(disclosure|kernel)\//.test(to),
    )
    .map(({ from, to }) => `${from} imports ${to}`);

const files: Files = new Map(
  ['src', 'test', 'migrations'].flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map(
        (path) =>
          [posix.join(folder, path), readFileSync(join(projectFolder, folder, path), 'utf8')] as const,
      ),
  ),
);

describe('the program', () => {
  it.each([
    ['imports from left to right', outOfOrder],
    ['keeps frameworks out of its rules, codes, policies and views', impure],
    ['imports nothing in a circle', circles],
    ['reads the environment in one file', environmentReaders],
    ['has one door to the database', otherDoors],
    ['has no file over 200 lines', tooLong],
    ['controls disclosure without knowing a case', knowingCases],
  ])('%s', (_, faultsIn) => {
    expect(files.size).toBeGreaterThan(50);
    expect(faultsIn(files)).toEqual([]);
  });
});

describe('a planted fault is found', () => {
  const planted = (...lines: [string, string][]) => new Map(lines);

  it.each<[string, (files: Files) => string[], [string, string][]]>([
    [
      'an import from right to left',
      outOfOrder,
      [['src/cases/a.ts', "import type { O } from '../orders/o.js';"]],
    ],
    [
      'an import by a feature of a root file',
      outOfOrder,
      [['src/cases/a.ts', "import { entities } from '../entities.js';"]],
    ],
    [
      'a folder without a place',
      outOfOrder,
      [['src/helpers/a.ts', "import { known } from '../kernel/known.js';"]],
    ],
    [
      'a rule that imports Nest',
      impure,
      [['src/cases/a.rules.ts', "import type { Injectable } from '@nestjs/common';"]],
    ],
    [
      'a view that reaches TypeORM',
      impure,
      [
        ['src/cases/a.view.ts', "import {\n  C,\n} from './c.entity.js';"],
        ['src/cases/c.entity.ts', "import { Entity } from 'typeorm';"],
      ],
    ],
    [
      'a circle',
      circles,
      [
        ['src/cases/a.ts', "export { b } from './b.js';"],
        ['src/cases/b.ts', "const a = await import('./a.js');"],
      ],
    ],
    ['a second reader of the environment', environmentReaders, [['src/cases/a.ts', "process.env['X']"]]],
    ['a second door', otherDoors, [['src/cases/a.ts', "import { DataSource } from 'typeorm';"]]],
    ['a long file', tooLong, [['test/a.spec.ts', '\n'.repeat(201)]]],
    [
      'disclosure that knows a code',
      knowingCases,
      [['src/disclosure/a.ts', "import { sexes } from '../codes/demographics.codes.js';"]],
    ],
  ])('%s', (_, faultsIn, lines) => {
    expect(faultsIn(planted(...lines))).not.toEqual([]);
  });

  it('and an import of types alone makes no circle and no rule impure', () => {
    const sound = planted(
      ['src/cases/a.rules.ts', "import type { C } from './c.entity.js';"],
      ['src/cases/c.entity.ts', "import { Entity } from 'typeorm';\nimport type { A } from './a.rules.js';"],
    );
    expect([...impure(sound), ...circles(sound)]).toEqual([]);
  });
});
