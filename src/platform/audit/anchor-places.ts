import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../../config.js';
import { codeOf } from '../database/embedded-guard.js';

/** What is kept outside the database of a batch: enough to tell that it, or one before it, is not the one that was sealed. */
export interface Head {
  readonly number: number;
  readonly head: Buffer;
  readonly signature: Buffer;
  readonly key: Buffer;
  readonly sealedAt: Date;
}

/** Somewhere that whoever owns the database cannot rewrite. */
export interface AnchorPlace {
  readonly name: string;
  /** What its lines are of: heads alone, or whole batches with the entries in them. */
  readonly takes: 'heads' | 'batches';
  /** Keeps these lines for good, in their order. Some may come twice. */
  deliver(lines: readonly string[]): Promise<void>;
  /** What it keeps, where it can be asked. */
  kept(): Promise<readonly Head[] | null>;
}

export const ANCHOR_PLACES = Symbol('where heads are kept outside the database');

export function anchorPlaces({ anchorFile, anchorUrl, logUrl }: Config): AnchorPlace[] {
  const [service, log] = [
    anchorUrl === null ? [] : [serviceAt(anchorUrl)],
    logUrl === null ? [] : [logAt(logUrl)],
  ];
  return [fileAt(anchorFile), ...service, ...log];
}

/** A file to which lines are added and never changed: 'number head key signature instant', in hexadecimal. */
export function fileAt(path: string): AnchorPlace {
  return {
    name: 'file',
    takes: 'heads',
    async deliver(lines) {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a', 0o600);
      try {
        await file.appendFile(together(lines));
        await file.datasync();
      } finally {
        await file.close();
      }
    },
    async kept() {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return '';
        throw error;
      });
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map(headIn);
    },
  };
}

/** A service that takes lines as the file has them, by POST: another organisation's, or a store that lets nothing be rewritten. */
export function serviceAt(url: string): AnchorPlace {
  return { name: 'service', takes: 'heads', deliver: postTo(url), kept: () => Promise.resolve(null) };
}

/** A server of logs on another host, which has every entry too, so that what was done here cannot be undone there. */
export function logAt(url: string): AnchorPlace {
  return { name: 'log', takes: 'batches', deliver: postTo(url), kept: () => Promise.resolve(null) };
}

function postTo(url: string): AnchorPlace['deliver'] {
  return async (lines) => {
    const headers = { 'content-type': 'text/plain' };
    const signal = AbortSignal.timeout(5_000);
    const body = together(lines);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    if (!answer.ok) throw new Error('The lines were not taken');
  };
}

function together(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** A head as the file has it. */
export function headLine({ number, head, key, signature, sealedAt }: Head): string {
  const hex = [head, key, signature].map((bytes) => bytes.toString('hex'));
  return [number, ...hex, sealedAt.toISOString()].join(' ');
}

/** A line that was tampered with reads as some other head, which no batch has. */
function headIn(line: string): Head {
  const [number = '', head = '', key = '', signature = '', at = ''] = line.split(' ');
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  return {
    number: Number(number),
    head: bytes(head),
    key: bytes(key),
    signature: bytes(signature),
    sealedAt: new Date(at),
  };
}
