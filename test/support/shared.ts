import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../src/platform/project-folder.js';

/** One of the real and worked cases that stand beside the project, in its own shape. */
export function sharedCases(path: string): unknown {
  return JSON.parse(readFileSync(join(projectFolder, '../shared', path), 'utf8'));
}
