import { Refusal } from '../platform/http/refusal.js';

/** Who waits where: browsers that an account signed in from before, and everyone else. */
export type Line = 'known' | 'strangers';

/**
 * So many at a time, so many more waiting, and nobody after them: for work that is slow on purpose, so that a flood of it takes
 * neither the processors nor the memory from everyone else. Each line has its own places, and the known are served first.
 */
export class Turns {
  private busy = 0;
  private readonly waiting: Readonly<Record<Line, (() => void)[]>> = { known: [], strangers: [] };

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** @throws Refusal 503 `sign-in-busy` where as many are waiting in the line as may */
  async take<T>(line: Line, work: () => Promise<T>): Promise<T> {
    if (this.busy < this.atOnce) this.busy += 1;
    else await this.queue(this.waiting[line]);
    try {
      return await work();
    } finally {
      // A turn goes straight to whoever waited longest: given back first, somebody else could take it in between.
      const next = this.waiting.known.shift() ?? this.waiting.strangers.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }

  private queue(line: (() => void)[]): Promise<void> {
    if (line.length >= this.mostWaiting)
      throw new Refusal(
        503,
        'sign-in-busy',
        'Too many people are signing in at once. Wait a moment, then try again.',
        { 'Retry-After': '5' },
      );
    return new Promise((go) => line.push(go));
  }
}
