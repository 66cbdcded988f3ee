import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../src/platform/project-folder.js';

/** What is checked in of who reaches what: a line for each table and role, with the letters of each situation that changes any. */
export type Cells = ReadonlyMap<string, string>;

const file = join(projectFolder, 'test/database/reach.csv');
export const regenerate = 'UPDATE_REACH=1 npm run jest -- test/database/reach-table';
export const isRegenerating = process.env['UPDATE_REACH'] !== undefined;

export function readReach(): ReadonlyMap<string, Cells> {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [table = '', role = '', ...cells] = line.split(',');
      return [`${table},${role}`, new Map(cells.map((cell) => cell.split(' ') as [string, string]))]; // as they are written
    }),
  );
}

/** In a situation that changes nothing, all is as it plainly is. */
export function lettersIn(cells: Cells | undefined, situation: string): string | undefined {
  return cells?.get(situation) ?? cells?.get('plain');
}

export function writeReach(reach: ReadonlyMap<string, Cells>): void {
  const lines = [...reach].map(([name, cells]) => {
    const told = [...cells].filter(
      ([situation, letters]) => situation === 'plain' || letters !== cells.get('plain'),
    );
    return [name, ...told.map((cell) => cell.join(' '))].join(',');
  });
  writeFileSync(file, `${lines.toSorted().join('\n')}\n`);
}
