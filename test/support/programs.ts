import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../../src/platform/project-folder.js';
import type { TestDatabase } from './database.js';
import { testKeyFile } from './sealing.js';

/** Runs one of the program's own start files, as built, on a test's database. What it printed. */
export function runProgram(name: string, words: readonly string[], { ownerUrl }: TestDatabase): string {
  const settings = {
    NODE_ENV: 'development',
    DATABASE_URL: ownerUrl,
    LARKSPUR_SECRET: '07'.repeat(32), // as the other tests have it: the server's roles are theirs too
    KEY_FILE: testKeyFile,
  };
  const ran = spawnSync(process.execPath, [join(projectFolder, 'dist/src', name), ...words], {
    env: { ...process.env, ...settings },
    encoding: 'utf8',
  });
  return ran.stdout;
}
