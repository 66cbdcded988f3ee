import type { Quarter } from '../../src/kernel/period.js';
import { familiesFor, identities } from '../../src/disclosure/families.js';
import { checkIdentities, type Select } from '../../src/disclosure/identity.js';
import type { RoundedAtom } from '../../src/disclosure/cube.js';
import { demoFamilies, freezeAll, historyOf, keyOf, type Published } from './histories.js';

it('the identities are such that the theorem holds', () => {
  expect(checkIdentities(demoFamilies, identities)).toEqual([]);
});

it('every family says what it counts, when and where, and is counted by area first', () => {
  for (const family of demoFamilies) {
    expect(family.dimensions[0]?.name).toBe('area');
    expect([family.unit, family.definition].every((sentence) => sentence.endsWith('.'))).toBe(true);
    expect(family.definition).toMatch(/ quarter .* area is that of /s);
  }
});

it('every unknown has its reason, and rolls up to unknown', () => {
  const unknowns = demoFamilies.flatMap((family) =>
    family.dimensions.flatMap((dimension) =>
      dimension.categories.filter(({ code }) => code.startsWith('unknown')),
    ),
  );
  expect(unknowns.length).toBe(9);
  expect(
    unknowns.every((category) => category.group?.code === 'unknown' && category.code !== 'unknown'),
  ).toBe(true);
});

it('the areas are those of the service', () => {
  const [family] = familiesFor([{ code: 'demo', label: 'Demo Vale' }]);
  expect(family?.dimensions[0]?.categories).toEqual([{ code: 'demo', label: 'Demo Vale' }]);
});

/** What identities are broken by, said without the code that keeps them; none is a fact where its whole was held over. */
function brokenBy(atoms: readonly RoundedAtom[], { snapshots, carried }: Published): string[] {
  const codesOf = new Map(
    demoFamilies.map((family) => [family.name, family.dimensions.map((dimension) => dimension.name)]),
  );
  const isIn = (select: Select, atom: RoundedAtom): boolean =>
    atom.family === select.family &&
    Object.entries(select.where).every(([name, codes]) =>
      codes.includes(atom.cell[codesOf.get(select.family)?.indexOf(name) ?? -1] ?? ''),
    );
  const quarters = [...new Set(atoms.map((atom) => atom.quarter))];
  const isHeld = (snapshot: Quarter, selects: readonly Select[]): boolean =>
    carried.some(
      (each) =>
        each.area === 'north' &&
        each.snapshot === snapshot &&
        selects.some(({ family }) => family === each.family),
    );
  return identities.flatMap(({ name, kind, part, whole, wholeComesFirst }) =>
    snapshots
      .filter((snapshot) => !isHeld(snapshot, whole))
      .flatMap((snapshot) =>
        (wholeComesFirst ? quarters : ['9999-Q4'])
          .filter((last) => {
            const done = atoms.filter((atom) => atom.snapshot <= snapshot && atom.quarter <= last);
            const isCounted = (select: Select, atom: RoundedAtom): boolean =>
              isIn(select, atom) && (!select.before || atom.snapshot < snapshot);
            const sum = (selects: readonly Select[]): number =>
              done
                .filter((atom) => selects.some((select) => isCounted(select, atom)))
                .reduce((total, atom) => total + atom.rounded, 0);
            return kind === 'at_most' ? sum(part) > sum(whole) : sum(part) > 0 && sum(whole) === 0;
          })
          .map((last) => `${name} in ${snapshot} up to ${last}`),
      ),
  );
}

it('in the printed figures of 2,000 small services every identity holds, and few families are held over', () => {
  let held = 0;
  for (let seed = 0; seed < 2000; seed += 1) {
    const happenings = historyOf({ seed, areas: ['north'], quarters: 2, people: 1 + (seed % 12) });
    const published = freezeAll(happenings, keyOf(seed));
    expect(brokenBy(published.rounded, published)).toEqual([]);
    held += published.carried.length;
  }
  // Of 2,000 services, two snapshots and four families in three areas.
  expect(held / 48_000).toBeLessThan(0.01);
});

it.each([1, 4, 12, 60])('every identity is true of services of about %d referrals a quarter', (people) => {
  for (let seed = 0; seed < 30; seed += 1) {
    const published = freezeAll(historyOf({ seed, areas: ['north'], quarters: 8, people }), keyOf(seed));
    const truth = published.counts.map((atom): RoundedAtom => ({ ...atom, rounded: atom.count }));
    expect(brokenBy(truth, published)).toEqual([]);
  }
});

it.each([4, 12, 40])(
  'of services of about %d referrals a quarter, few families are held over in three years',
  (people) => {
    const services = Array.from({ length: 60 }, (_, seed) =>
      freezeAll(historyOf({ seed, areas: ['north'], quarters: 12, people }), keyOf(seed)),
    );
    const carried = services.flatMap((service) => service.carried.filter(({ area }) => area === 'north'));
    // Four families in each of twelve snapshots.
    expect(carried.length / (services.length * 12 * 4)).toBeLessThan(0.02);
  },
);
