import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { projectFolder } from '../../src/platform/project-folder.js';
import { sized } from '../support/size.js';

/** How long one text of `length` may take: far above what any takes, far below what an exponential one would. */
const limitMs = 400;
const length = sized(2_000, 20_000);

interface Written {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression that is written out, by the compiler's own reading. */
function regexesIn(path: string, text: string): Written[] {
  const found: Written[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push({ where: `${path}:${String(line + 1)}`, source, flags });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Texts that would keep it busy: its own words and signs over and over, and at the end something that fits nothing. */
function attacksOn({ source }: Pick<Written, 'source'>): string[] {
  const words = source.match(/[a-z]{2,}/gi) ?? [];
  const signs = source.match(/[^a-z0-9\\\s()[\]{}|?*+^$]/gi) ?? [];
  const ends = [
    ' ',
    'a',
    'a ',
    '0',
    '0 ',
    '1-',
    'ab',
    ' a',
    '\n',
    '<',
    '<a ',
    '@',
    'a@',
    'a.',
    '=',
    '"',
    "'",
  ];
  const parts = new Set([
    ...ends,
    ...words,
    ...words.map((word) => `${word} `),
    ...signs,
    ...signs.map((sign) => `a${sign}`),
  ]);
  return [...parts].slice(0, 60).map((part) => `${part.repeat(Math.ceil(length / part.length))}\u0001`);
}

/** The texts that it is not done with in time. The engine stops a search that is under way, so that this ends. */
function slowOn(each: Pick<Written, 'source' | 'flags'>): string[] {
  const context = createContext({ text: '' });
  runInContext(
    `const regex = new RegExp(${JSON.stringify(each.source)}, ${JSON.stringify(each.flags)})`,
    context,
  );
  return attacksOn(each).filter((text) => {
    context['text'] = text;
    try {
      runInContext('regex.lastIndex = 0; regex.test(text)', context, { timeout: limitMs });
      return false;
    } catch {
      return true;
    }
  });
}

const all = readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|js)$/.test(path))
  .flatMap((path) => regexesIn(`src/${path}`, readFileSync(join(projectFolder, 'src', path), 'utf8')));

it('no regular expression can be kept busy by a text', () => {
  expect(all.length).toBeGreaterThan(200);
  const slow = all.flatMap((each) => slowOn(each).map((text) => `${each.where} ${text.slice(0, 20)}`));
  expect(slow).toEqual([]);
});

it.each(['^(a+)+$', '^(a|aa)+$', '^(\\w+\\s?)*$', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
  'one that could be is found: %s',
  (source) => {
    expect(slowOn({ source, flags: '' })).not.toEqual([]);
  },
);
