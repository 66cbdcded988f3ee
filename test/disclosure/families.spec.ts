import type { Quarter } from '../../src/kernel/period.js';
import { familiesFor, identities } from '../../src/disclosure/families.js';
import { checkIdentities, type Select } from '../../src/disclosure/identity.js';
import type { RoundedAtom } from '../../src/disclosure/cube.js';
import { demoFamilies, freezeAll, historyOf, keyOf } from './histories.js';

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

/** Everything printed that an identity is broken by, said without the code that keeps it. */
function brokenBy(atoms: readonly RoundedAtom[], snapshots: readonly Quarter[]): string[] {
  const codesOf = new Map(
    demoFamilies.map((family) => [family.name, family.dimensions.map((dimension) => dimension.name)]),
  );
  const isIn = (select: Select, atom: RoundedAtom): boolean =>
    atom.family === select.family &&
    Object.entries(select.where).every(([name, codes]) =>
      codes.includes(atom.cell[codesOf.get(select.family)?.indexOf(name) ?? -1] ?? ''),
    );
  const quarters = [...new Set(atoms.map((atom) => atom.quarter))];
  return identities.flatMap(({ name, kind, part, whole, wholeComesFirst }) =>
    snapshots.flatMap((snapshot) =>
      (wholeComesFirst ? quarters : ['9999-Q4'])
        .filter((last) => {
          const done = atoms.filter((atom) => atom.snapshot <= snapshot && atom.quarter <= last);
          const sum = (selects: readonly Select[]): number =>
            done
              .filter((atom) => selects.some((select) => isIn(select, atom)))
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
    const { rounded, snapshots, carried } = freezeAll(happenings, keyOf(seed));
    expect(brokenBy(rounded, snapshots)).toEqual([]);
    held += carried.length;
  }
  // Of 2,000 services, two snapshots and four families in three areas.
  expect(held / 48_000).toBeLessThan(0.01);
});
