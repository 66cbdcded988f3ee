import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../src/platform/project-folder.js';

/** One of the real and worked cases that stand beside the project. */
export function sharedCases<T>(path: string): T {
  return JSON.parse(readFileSync(join(projectFolder, '../shared', path), 'utf8')) as T; // as the caller knows it
}
