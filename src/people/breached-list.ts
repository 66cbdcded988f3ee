import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { RuleBroken } from '../kernel/errors.js';

/** What a list of ours begins with; the number after the name is the version of its form. */
export const listMark = Buffer.from('LARKSPUR BREACHED 1\n');
/** Of each SHA-1 the first six bytes are kept: of a thousand million passwords, four in a million others are refused with them. */
export const entryLength = 6;

export function entryOf(sha1: Buffer): Buffer {
  return sha1.subarray(0, entryLength);
}

/**
 * Passwords known from breaches, looked up in a file on this machine: a mark, then entries in order. No password, nor any
 * part of its hash, is sent anywhere.
 */
@Injectable()
export class BreachedList {
  private readonly path: string | null;

  constructor(@Inject(CONFIG) { breachedList }: Config) {
    this.path = breachedList;
  }

  /**
   * Lets a password be that is in no breach we were given. Where a list is configured and cannot be read, none is let be.
   * @throws RuleBroken `password-breached`, `breached-list-unreadable`
   */
  async check(password: string): Promise<void> {
    if (this.path === null) return;
    const entry = entryOf(createHash('sha1').update(password).digest());
    const found = await holds(this.path, entry).catch(() => {
      throw unreadable;
    });
    if (found) throw breached;
  }
}

async function holds(path: string, entry: Buffer): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const mark = await bytesOf(file, 0, listMark.length);
    const entries = ((await stat(path)).size - listMark.length) / entryLength;
    if (!mark.equals(listMark) || !Number.isInteger(entries) || entries < 1)
      throw new Error('Not a list of breached passwords');
    return await isAmong(file, entries, entry);
  } finally {
    await file.close();
  }
}

/** Halves what is left until the entry is found or there is nothing left: thirty reads among a thousand million. */
async function isAmong(file: FileHandle, entries: number, entry: Buffer): Promise<boolean> {
  let [low, high] = [0, entries];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const there = await bytesOf(file, listMark.length + middle * entryLength, entryLength);
    const order = there.compare(entry);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

async function bytesOf(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('The list ends too soon');
  return buffer;
}

const breached = new RuleBroken(
  'password-breached',
  'That password is known from a breach elsewhere, so it would be among the first tried. Use three random words.',
);
const unreadable = new RuleBroken(
  'breached-list-unreadable',
  'Passwords cannot be changed now: the list of breached ones cannot be read. Tell whoever runs Larkspur for you.',
);
