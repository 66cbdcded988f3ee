import type { RiskBand } from '../codes/risk-band.codes.js';
import { RuleBroken } from '../kernel/errors.js';
import type { Ability } from './ability.codes.js';
import { suitedWorkers, type Worker } from './suited.rules.js';
import { weightOf } from './weight.rules.js';

/** A case that somebody else is to have, and who may take it. */
export interface ToHandOver {
  readonly id: string;
  readonly reference: string;
  /** Null where nobody has assessed it. */
  readonly riskBand: RiskBand | null;
  readonly needs: readonly Ability[];
  readonly able: readonly string[];
}

/** Who is to have which case: ids of workers by ids of cases. */
export type Takers = Readonly<Record<string, string>>;

/**
 * Shares cases out among those who may take each, as `suitedWorkers` proposes, the most dangerous first; each case counts in the
 * load of whoever was proposed for it. A case for which nobody has room is left to be chosen by hand.
 */
export function sharedOut(cases: readonly ToHandOver[], workers: readonly Worker[]): Takers {
  const loads = new Map(workers.map((worker) => [worker.id, worker]));
  const takers: Record<string, string> = {};
  for (const { id, riskBand, needs, able } of dangerousFirst(cases)) {
    const candidates = [...loads.values()].filter((worker) => able.includes(worker.id));
    const [best] = suitedWorkers(candidates, { weight: weightOf(riskBand), needs });
    const worker = best && loads.get(best.id);
    if (!worker) continue;
    takers[id] = worker.id;
    loads.set(worker.id, withOneMore(worker, riskBand));
  }
  return takers;
}

function dangerousFirst(cases: readonly ToHandOver[]): ToHandOver[] {
  return [...cases].sort((one, other) => weightOf(other.riskBand) - weightOf(one.riskBand));
}

function withOneMore(worker: Worker, band: RiskBand | null): Worker {
  const kind = band ?? 'notAssessed';
  return { ...worker, caseload: { ...worker.caseload, [kind]: worker.caseload[kind] + 1 } };
}

/** A case with whoever is to have it. */
export interface Given {
  readonly caseId: string;
  readonly staffId: string;
}

/** What is given to whom, and what nobody was chosen for. */
export interface HandedOver {
  readonly given: readonly Given[];
  readonly left: readonly ToHandOver[];
}

/**
 * Reads whom each case was to go to. A case that is not among these, because it was closed or given away meanwhile, is passed over.
 * Of a case whose taker may not have it nothing is told but that somebody else must: why would tell of its client.
 * @throws RuleBroken `cannot-take-the-case`, with every reference that needs another
 */
export function handedOver(cases: readonly ToHandOver[], takers: Takers): HandedOver {
  const refused = cases.filter(({ id, able }) => takers[id] !== undefined && !able.includes(takers[id]));
  if (refused.length > 0)
    throw new RuleBroken('cannot-take-the-case', `Choose somebody else for ${listed(refused)}`);
  const given = cases.flatMap(({ id }) =>
    takers[id] === undefined ? [] : [{ caseId: id, staffId: takers[id] }],
  );
  return { given, left: cases.filter(({ id }) => takers[id] === undefined) };
}

/**
 * Lets cases be left with nobody only where that was said.
 * @throws RuleBroken `cases-need-somebody`, with every reference
 */
export function leftKnowingly(left: readonly ToHandOver[], said: boolean): void {
  if (left.length === 0 || said) return;
  throw new RuleBroken(
    'cases-need-somebody',
    `Choose somebody for ${listed(left)}, or say that they may wait with nobody`,
  );
}

function listed(cases: readonly ToHandOver[]): string {
  return cases.map(({ reference }) => reference).join(', ');
}
