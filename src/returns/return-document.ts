import type { Carried } from '../disclosure/cube.js';
import type { Quarter } from '../kernel/period.js';
import type { Figures } from './figures.rules.js';
import type { Contract, FrozenQuarter } from './published.queries.js';

/** A return as it can be printed: on a page, as CSV, as JSON, with the same figures on each. */
export interface ReturnDocument {
  readonly contract: Contract;
  /** The quarters it covers, both inclusive: one, or those of a year. */
  readonly from: Quarter;
  readonly to: Quarter;
  /** The last snapshot that counts in it. */
  readonly snapshot: FrozenQuarter;
  readonly figures: Figures;
  /** What that snapshot left for the next, in the contract's areas. */
  readonly heldOver: readonly Carried[];
  readonly notes: readonly string[];
}
