import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** What the settings are read from, and where their faults are gathered, so that all can be told at once. */
export interface Reading {
  readonly environment: NodeJS.ProcessEnv;
  readonly production: boolean;
  readonly dataDir: string;
  readonly faults: string[];
}

/**
 * A secret by its name, or, where NAME_FILE is set, from the file that names: an environment is shown to whoever may look at a
 * process or a container, and a file only to its owner. A line's end after it is not part of it.
 */
export function secretNamed(name: string, { environment, faults }: Reading): string | undefined {
  const [given, path] = [environment[name], environment[`${name}_FILE`]];
  if (path === undefined) return given;
  if (given !== undefined) faults.push(`Set ${name} or ${name}_FILE, not both.`);
  try {
    return readAlone(path).replace(/\r?\n$/, '');
  } catch (error) {
    const why = error instanceof Shared ? error.message : 'cannot be read by this account.';
    faults.push(`${name}_FILE: ${path} ${why}`);
    return undefined;
  }
}

class Shared extends Error {}

/** @throws Shared where anyone but the file's owner may read or write it */
function readAlone(path: string): string {
  const file = openSync(path, 'r');
  try {
    if ((fstatSync(file).mode & 0o077) !== 0) throw new Shared('is open to others: chmod 400 it.');
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/** A whole number from 0 to `most`, both inclusive. */
export function wholeNamed(
  name: string,
  { otherwise, most }: { otherwise: number; most: number },
  { environment, faults }: Reading,
): number {
  const number = Number(environment[name] ?? otherwise);
  if (!Number.isInteger(number) || number < 0 || number > most)
    faults.push(`${name} must be a whole number from 0 to ${String(most)}.`);
  return number;
}
