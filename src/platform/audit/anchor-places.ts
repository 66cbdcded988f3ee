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
  /** Keeps these heads for good, in their order. Some may come twice. */
  deliver(heads: readonly Head[]): Promise<void>;
  /** What it keeps, where it can be asked. */
  kept(): Promise<readonly Head[] | null>;
}

export const ANCHOR_PLACES = Symbol('where heads are kept outside the database');

export function anchorPlaces({ anchorFile, anchorUrl }: Config): AnchorPlace[] {
  return [fileAt(anchorFile), ...(anchorUrl === null ? [] : [serviceAt(anchorUrl)])];
}

/** A file to which lines are added and never changed: 'number head key signature instant', in hexadecimal. */
export function fileAt(path: string): AnchorPlace {
  return {
    name: 'file',
    async deliver(heads) {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a', 0o600);
      try {
        await file.appendFile(heads.map((head) => `${lineOf(head)}\n`).join(''));
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
  return {
    name: 'service',
    async deliver(heads) {
      const body = heads.map((head) => `${lineOf(head)}\n`).join('');
      const headers = { 'content-type': 'text/plain' };
      const signal = AbortSignal.timeout(5_000);
      const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      if (!answer.ok) throw new Error('The anchors were not taken');
    },
    kept: () => Promise.resolve(null),
  };
}

function lineOf({ number, head, key, signature, sealedAt }: Head): string {
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
