import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '../../src/platform/http/access.js';
import { projectFolder } from '../../src/platform/project-folder.js';
import { policies } from '../support/policies.js';
import { askers } from './people.js';

/**
 * The table that is checked in: a line for each route, with what it declares and a cell for each asker; a letter of a cell for
 * each of what the record can be (`relations`, as far as there are such records: `relationsTo`). What letters mean stands at `Code`.
 * The last cell is of who showed their second factor a while ago, of the first role that may come.
 */
export type Line = Readonly<Record<Column, string>>;
const columns = ['declares', ...askers, 'stale'] as const;
export type Column = (typeof columns)[number];

const file = join(projectFolder, 'docs/authorisation.csv');
export const isRegenerating = process.env['UPDATE_AUTHORISATION'] !== undefined;
export const regenerate = 'UPDATE_AUTHORISATION=1 npm run jest -- test/authorisation/matrix';

export function readTable(): ReadonlyMap<string, Line> {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [route = '', ...cells] = line.split(',');
      return [route, Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])) as Line]; // every column
    }),
  );
}

export function writeTable(table: ReadonlyMap<string, Line>): void {
  const lines = [...table].map(([route, line]) => [route, ...columns.map((name) => line[name])].join(','));
  writeFileSync(file, [['route', ...columns].join(','), ...lines.toSorted(), ''].join('\n'));
}

/** What a route declares, in a word: the policy and act, or who may come without one. */
export async function namesOfAccess(): Promise<(access: Access | undefined) => string> {
  const names = new Map<unknown, string>();
  for (const [name, policy] of await policies())
    for (const [act, permission] of Object.entries(policy)) names.set(permission, `${name}.${act}`);
  return (access) => names.get(access) ?? (typeof access === 'string' ? access : 'undeclared');
}
