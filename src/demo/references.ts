import { reference } from '../cases/reference.js';
import { dayOf, isoDay, type Moment } from './moment.js';
import type { Random } from './random.js';

/** Draws references as the program does, but with the demo's own chances, and none twice. */
export class References {
  private readonly drawn = new Set<string>();

  constructor(private readonly random: Random) {}

  /** Among a million and a half cases chance does draw some twice, which the database would refuse: those are drawn again. */
  draw(kind: 'SA' | 'RF', at: Moment): string {
    const drawn = reference(kind, isoDay(dayOf(at)), (limit) => this.random.whole(0, limit - 1));
    if (this.drawn.has(drawn)) return this.draw(kind, at);
    this.drawn.add(drawn);
    return drawn;
  }
}
