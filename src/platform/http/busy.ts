import { Refusal } from './refusal.js';

/** What Postgres says when it cannot go on at all: full, out of memory or connections, stopping, or out of time. */
const unable = /^(53\d\d\d|57P0\d|57014|58030|25P03|08\d\d\d|ECONNREFUSED|ECONNRESET|EPIPE)$/;

/** And when two transactions met: one was rolled back, or waited too long for the other. */
const met = /^(40001|40P01|55P03)$/;

/**
 * A database that is busy, as an answer that says when to try again; null for any other error. The transaction was
 * rolled back, so nothing of it was done.
 */
export function busyRefusal(error: unknown): Refusal | null {
  const code = codeOf(error);
  if (met.test(code))
    return new Refusal(
      409,
      'busy',
      'Someone else was changing the same thing. Nothing was changed; try again.',
      {
        'Retry-After': '1',
      },
    );
  if (unable.test(code))
    return new Refusal(
      503,
      'unavailable',
      'Larkspur cannot do this just now. Nothing was changed; try again in a minute.',
      {
        'Retry-After': '30',
      },
    );
  return null;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  // The pool's own error has no code: no connection came free in time. Postgres' last words may come without one too.
  if (/^(timeout exceeded when trying to connect|Connection terminated)/.test(error.message)) return '08000';
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
