import { RuleBroken } from '../kernel/errors.js';
import type { Quarter } from '../kernel/period.js';
import {
  areaOf,
  familyNamed,
  inOrder,
  placeKey,
  type Atom,
  type Carried,
  type Family,
  type RoundedAtom,
} from './cube.js';
import { checkIdentities, heightsOf, sidesOfCells, type CellSides, type Identity } from './identity.js';
import { drawFor } from './keyed-draw.js';
import { policy } from './policy.codes.js';
import { emptyBook, enterSealed } from './rounding-error.js';
import { draftOf, printed, settle, type Draft } from './settle.js';
import { inArea, rowsOf, type Rows } from './standing.js';

/** Everything one snapshot is rounded from. Only `rounded` of the result, and what is carried, may ever leave the counter. */
export interface Freeze {
  readonly snapshot: Quarter;
  /** What is frozen now: all of this snapshot, with event quarters no later than it. */
  readonly fresh: readonly Atom[];
  readonly sealed: readonly RoundedAtom[];
  /** The true counts behind `sealed`; leave empty to let each snapshot be rounded without a view to the year. */
  readonly sealedCounts: readonly Atom[];
  readonly families: readonly Family[];
  readonly identities: readonly Identity[];
  readonly key: Buffer;
}

export interface Frozen {
  readonly rounded: RoundedAtom[];
  readonly carried: Carried[];
}

/**
 * Rounds a snapshot, once and for good. Every atom becomes one of the two multiples of 5 around it (a multiple of 5 stays), and
 * the printed values satisfy every identity over all that is then published, which is what `checkIdentities`' theorem asks.
 * The same input gives the same bytes whatever its order.
 * Large counts are rounded like small ones. Were 40 opened and 38 closed exact, their difference would pin the 2 that are open.
 * That the printed cube could have come of every database the theorem speaks of is shown in README.md, "Why it holds".
 * A family that cannot be printed without breaking an identity is carried: left out in that area, to be counted with the next.
 * @throws RuleBroken `unsound-identities`, `misplaced-atom`, or `sealed-breaks-identity` where no snapshot could be added.
 */
export function roundSnapshot(freeze: Freeze): Frozen {
  const [fault] = checkIdentities(freeze.families, freeze.identities);
  if (fault !== undefined) throw new RuleBroken('unsound-identities', `Correct the policy: ${fault}`);
  refuseMisplaced(freeze);
  const cells = sidesOfCells(freeze.families, freeze.identities);
  const setting = { ...freeze, cells, heights: heightsOf(cells) };
  const parts = areasOf(freeze.families).map((area) => roundArea(area, setting));
  return {
    rounded: inOrder(parts.flatMap((part) => part.rounded)),
    carried: parts.flatMap((part) => part.carried),
  };
}

function areasOf(families: readonly Family[]): string[] {
  const areas = families.flatMap((family) => family.dimensions[0]?.categories ?? []);
  return [...new Set(areas.map(({ code }) => code))].sort();
}

interface Setting extends Freeze {
  readonly cells: readonly CellSides[];
  readonly heights: readonly number[];
}

/** One area: no identity and no error weight reaches across two, so each is rounded by itself. */
function roundArea(area: string, freeze: Setting): Frozen {
  const held = new Set(
    freeze.families.map((family) => family.name).filter((name) => isHeldByLot(name, area, freeze)),
  );
  const fresh = inArea(freeze.fresh, area).filter((atom) => atom.count > 0);
  for (;;) {
    const { drafts, rows } = draftsOf(area, freeze, { fresh, held });
    const broken = settle(drafts, rows);
    if (!broken) return { rounded: printedAtoms(drafts), carried: carriedFrom(held, area, freeze) };
    const responsible = responsibleFor(broken, drafts);
    if (responsible.length === 0)
      throw new RuleBroken(
        'sealed-breaks-identity',
        `What is already published contradicts: ${broken.sentence}`,
      );
    responsible.forEach((name) => held.add(name));
  }
}

/** The families to hold over: of the parts just frozen, or else, where the parts were printed before, of the whole they lack. */
function responsibleFor({ part, whole }: Identity, drafts: readonly Draft[]): string[] {
  if (part.some((select) => select.before)) return whole.map((select) => select.family);
  return part
    .map((select) => select.family)
    .filter((name) => drafts.some(({ atom }) => atom.family === name));
}

/** Held over for no reason but the key, so that a family held over for what is in it looks no different. */
function isHeldByLot(family: string, area: string, { snapshot, key }: Freeze): boolean {
  return drawFor(key, `lot|${snapshot}|${family}|${area}`).keep < policy.heldByLot;
}

function draftsOf(
  area: string,
  freeze: Setting,
  { fresh: all, held }: { fresh: readonly Atom[]; held: ReadonlySet<string> },
): { drafts: Draft[]; rows: Rows } {
  const fresh = all.filter((atom) => !held.has(atom.family));
  const { families, identities, cells, heights, key } = freeze;
  const sealed = inArea(freeze.sealed, area);
  const counts = inArea(freeze.sealedCounts, area);
  const book = emptyBook(families);
  if (counts.length > 0) enterSealed(book, sealed, counts);
  const rows = rowsOf({ identities, cells, heights, sealed, fresh, held });
  const drafts = fresh.map((atom) =>
    draftOf(atom, { draw: drawFor(key, `atom|${placeKey(atom)}`), book, rows }),
  );
  return { drafts, rows };
}

function printedAtoms(drafts: readonly Draft[]): RoundedAtom[] {
  return drafts
    .map((draft) => {
      const { family, snapshot, quarter, cell } = draft.atom;
      return { family, snapshot, quarter, cell, rounded: printed(draft) };
    })
    .filter((atom) => atom.rounded > 0);
}

function carriedFrom(held: ReadonlySet<string>, area: string, { snapshot }: Freeze): Carried[] {
  return [...held].sort().map((family) => ({ snapshot, family, area }));
}

function refuseMisplaced({ fresh, sealed, snapshot, families }: Freeze): void {
  const seen = new Set<string>();
  for (const atom of fresh) {
    const { dimensions } = familyNamed(families, atom.family);
    const known = dimensions.every((dimension, i) =>
      dimension.categories.some(({ code }) => code === atom.cell[i]),
    );
    const once = !seen.has(placeKey(atom));
    const timely = atom.snapshot === snapshot && atom.quarter <= snapshot;
    const counted = Number.isSafeInteger(atom.count) && atom.count >= 0;
    if (!known || atom.cell.length !== dimensions.length || !once || !timely || !counted)
      throw new RuleBroken(
        'misplaced-atom',
        `A count of ${atom.family} in ${areaOf(atom)} does not belong in snapshot ${snapshot}`,
      );
    seen.add(placeKey(atom));
  }
  if (sealed.some((atom) => atom.snapshot >= snapshot))
    throw new RuleBroken('misplaced-atom', `Snapshot ${snapshot} is not later than all that is sealed`);
}
