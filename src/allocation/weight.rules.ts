import type { RiskBand } from '../codes/risk-band.codes.js';

/** How many open cases somebody has, by how dangerous they are. */
export interface Caseload {
  readonly high: number;
  readonly medium: number;
  readonly standard: number;
  readonly notAssessed: number;
}

/** What somebody can carry: their share of full working time, and the weight of a full caseload were they full-time. */
export interface Capacity {
  readonly ftePercent: number;
  readonly fullWeight: number;
}

/** What a case weighs: high 3, medium 2, standard 1. Nobody knows yet what one that is not assessed asks for: it weighs as a high one. */
export function weightOf(band: RiskBand | null): number {
  if (band === 'standard') return 1;
  return band === 'medium' ? 2 : 3;
}

/** The weight of all of them: two high, one medium and one not assessed weigh 11. */
export function loadOf({ high, medium, standard, notAssessed }: Caseload): number {
  return 3 * (high + notAssessed) + 2 * medium + standard;
}

/**
 * The most they can carry, in whole weight, rounded down: 60 per cent of full time, at 35 for a full caseload, is 21. Null where
 * nobody has recorded it: then nobody knows that they have room.
 */
export function mostFor(capacity: Capacity | null): number | null {
  return capacity === null ? null : Math.floor((capacity.fullWeight * capacity.ftePercent) / 100);
}
