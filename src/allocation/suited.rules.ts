import { labelOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { abilities, languages, type Ability } from './ability.codes.js';
import type { OverrideReason } from './allocation.codes.js';
import { loadOf, mostFor, type Capacity, type Caseload } from './weight.rules.js';

/** An advocate as somebody to whom a case may go. */
export interface Worker {
  readonly id: string;
  readonly name: string;
  readonly caseload: Caseload;
  readonly capacity: Capacity | null;
  /** The last day of the absence they are on; null while they are at work. */
  readonly awayUntil: PlainDate | null;
  readonly abilities: readonly Ability[];
}

/** What a case asks of whoever takes it. */
export interface Asked {
  readonly weight: number;
  readonly needs: readonly Ability[];
}

/** Somebody proposed, with why in words. */
export interface Suited {
  readonly id: string;
  readonly name: string;
  readonly reasons: readonly string[];
}

/** So many are proposed at most: who is not among them is not told why, whatever it is. */
const mostProposed = 3;

/**
 * Whom to give a case to, the best first: at work, with room for its weight, then with the fewest of its needs unmet, then with the
 * least of their capacity taken. Somebody whose capacity nobody recorded is not proposed.
 * @param workers those who may take it at all: whoever may not is not among them, and so leaves no trace
 */
export function suitedWorkers(workers: readonly Worker[], asked: Asked): Suited[] {
  return workers
    .flatMap((worker) => placed(worker, asked))
    .sort(
      (one, other) =>
        one.unmet.length - other.unmet.length ||
        one.share - other.share ||
        one.worker.name.localeCompare(other.worker.name),
    )
    .slice(0, mostProposed)
    .map(({ worker, unmet, taken, most }) => ({
      id: worker.id,
      name: worker.name,
      reasons: [
        `Has room: ${String(taken)} of ${String(most)} is taken, and this case adds ${String(asked.weight)}`,
        ...asked.needs.map((need) => wordOf(need, unmet)),
      ],
    }));
}

function placed(worker: Worker, { weight, needs }: Asked) {
  const most = mostFor(worker.capacity);
  const taken = loadOf(worker.caseload);
  if (worker.awayUntil !== null || most === null || taken + weight > most) return [];
  const unmet = needs.filter((need) => !worker.abilities.includes(need));
  return [{ worker, unmet, taken, most, share: taken / most }];
}

function wordOf(need: Ability, unmet: readonly Ability[]): string {
  const speaks = languages.some(({ code }) => code === need);
  const label = labelOf(abilities, need);
  if (unmet.includes(need)) return `Not recorded: ${speaks ? `speaks ${label}` : label}`;
  return speaks ? `Speaks ${label}` : `Knows: ${label}`;
}

/**
 * Why somebody other than those proposed was chosen; null where one of them was, or where nobody was proposed.
 * @throws RuleBroken `override-without-a-reason`
 */
export function soundOverride(
  chosen: string,
  proposed: readonly Suited[],
  reason: OverrideReason | null,
): OverrideReason | null {
  if (proposed.length === 0 || proposed.some(({ id }) => id === chosen)) return null;
  if (reason !== null) return reason;
  throw new RuleBroken(
    'override-without-a-reason',
    'Select why it goes to somebody other than those proposed',
  );
}
