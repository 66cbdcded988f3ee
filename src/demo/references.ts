import { dayOf, isoDay, type Moment } from './moment.js';

type Kind = 'RF' | 'SA';

interface Held {
  readonly at: Moment;
  readonly add: (reference: string) => void;
}

/** Numbers referrals by their receipt and cases by their opening. A row waits until the others of its batch are told. */
export class References {
  private readonly held: Record<Kind, Held[]> = { RF: [], SA: [] };
  private readonly counts: Record<Kind, number> = { RF: 0, SA: 0 };

  referral(at: Moment, add: Held['add']): void {
    this.held.RF.push({ at, add });
  }

  case(at: Moment, add: Held['add']): void {
    this.held.SA.push({ at, add });
  }

  /** Adds what waits, each with its reference. Only a batch is in order: its first days may overlap the one before. */
  settle(): void {
    for (const kind of ['RF', 'SA'] as const) {
      for (const { at, add } of this.held[kind].sort((one, other) => one.at - other.at)) {
        this.counts[kind] += 1;
        add(`${kind}-${isoDay(dayOf(at)).slice(0, 4)}-${String(this.counts[kind]).padStart(5, '0')}`);
      }
      this.held[kind] = [];
    }
  }

  get reached(): { referral: number; case: number } {
    return { referral: this.counts.RF, case: this.counts.SA };
  }
}
