import { createHash } from 'node:crypto';
import type { Letter } from './answer.rules.js';

/** The SHA-256 of a letter's canonical JSON: what is drafted, approved and released is one thing or is not released. */
export function hashOf(letter: Letter): Buffer {
  return createHash('sha256').update(canonicalJson(letter)).digest();
}

/** JSON with every object's keys in order and no space between, however the database kept them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // Not localeCompare: the order must be the same on every machine.
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
