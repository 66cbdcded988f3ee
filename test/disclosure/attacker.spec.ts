import fc from 'fast-check';
import { attack, type Finding } from '../../src/disclosure/attacker.js';
import type { RoundedAtom } from '../../src/disclosure/cube.js';
import { identities } from '../../src/disclosure/families.js';
import { possibleTotals } from '../../src/disclosure/possible-totals.js';
import { freezeAll, historyOf, keyOf, type Published } from './histories.js';
import * as tiny from './tiny.js';

function attackOn({ families, snapshots, rounded, carried }: Published): Promise<Finding[]> {
  return attack({ families, identities, snapshots, atoms: rounded, carried, base: 5 });
}

const one = tiny.placesOf([tiny.cases, tiny.orders, tiny.breaches], [[tiny.first, tiny.first]]);
const withLate = tiny.placesOf(
  [tiny.cases],
  [
    [tiny.first, tiny.first],
    [tiny.second, tiny.first],
    [tiny.second, tiny.second],
  ],
);

function printedAs(places: typeof one, values: readonly number[]): RoundedAtom[] {
  return places.map((each, i) => ({ ...each, rounded: values[i] ?? 0 }));
}

/** The atoms an attacker who looks at every database would find, by their position. */
function foundByLooking(
  atoms: readonly RoundedAtom[],
  databases: readonly (readonly number[])[],
): RoundedAtom[] {
  return atoms.filter(
    (atom, i) => atom.rounded <= 5 && !tiny.isWideEnough(new Set(databases.map((counts) => counts[i] ?? 0))),
  );
}

const anyPrint = (count: number): fc.Arbitrary<number[]> =>
  fc.array(fc.constantFrom(0, 0, 5, 10), { minLength: count, maxLength: count });

describe('against looking at every database', () => {
  const policies = [
    {
      name: 'with orders and breaches',
      places: one,
      families: [tiny.cases, tiny.orders, tiny.breaches],
      identities: tiny.tinyIdentities,
    },
    {
      name: 'with late records',
      places: withLate,
      families: [tiny.cases],
      identities: [tiny.closedWereOpened],
    },
  ];
  it.each(policies)(
    'whatever is printed, the atoms found are the atoms that are open: $name',
    async ({ places, families, identities: known }) => {
      // A late pair has to be seen printed: where nothing is, the attacker presumes that nothing was late.
      const isLateSeen = (values: readonly number[]): boolean =>
        places.length < 6 || (values[2] ?? 0) + (values[3] ?? 0) > 0;
      const check = async (values: number[]): Promise<void> => {
        const atoms = printedAs(places, values);
        const databases = tiny.possibleDatabases(atoms, known);
        const found = attack(tiny.publish(families, known, atoms));
        if (databases.length === 0)
          return expect(found).rejects.toMatchObject({ rule: 'published-contradicts-itself' });
        const cells = (await found).flatMap((each) =>
          each.kind === 'atom' ? [[each.snapshot, each.quarter, ...each.cell]] : [],
        );
        expect(cells.sort()).toEqual(
          foundByLooking(atoms, databases)
            .map((each) => [each.snapshot, each.quarter, ...each.cell])
            .sort(),
        );
      };
      await fc.assert(fc.asyncProperty(anyPrint(places.length).filter(isLateSeen), check), {
        numRuns: places.length < 6 ? 60 : 12,
        seed: 1,
      });
    },
  );

  it('the ends of a group are the least and the most that any database has', async () => {
    const check = async (values: number[]): Promise<void> => {
      const atoms = printedAs(one, values);
      const totals = tiny
        .possibleDatabases(atoms, tiny.tinyIdentities)
        .map((counts) => (counts[0] ?? 0) + (counts[1] ?? 0));
      fc.pre(totals.length > 0);
      const publication = tiny.publish([tiny.cases, tiny.orders, tiny.breaches], tiny.tinyIdentities, atoms);
      expect(await possibleTotals(publication, { family: 'cases', where: {} })).toEqual({
        low: Math.min(...totals),
        high: Math.max(...totals),
      });
    };
    await fc.assert(fc.asyncProperty(anyPrint(one.length), check), { numRuns: 40, seed: 2 });
  });
});

describe('against bad rounding', () => {
  const quarter = tiny.first;
  const printed = (family: string, code: string, rounded: number): RoundedAtom => ({
    family,
    snapshot: quarter,
    quarter,
    cell: ['north', code],
    rounded,
  });
  const found = async (atoms: RoundedAtom[]): Promise<string[]> => {
    const published = freezeAll([], keyOf('none'));
    const findings = await attackOn({ ...published, snapshots: [quarter], rounded: atoms });
    return findings.map((each) =>
      each.kind === 'atom' ? `${String(each.cell[1])}: ${each.possible.join(' ')}` : each.identity,
    );
  };
  const referred = [
    printed('referrals_and_cases', 'referral_accepted', 10),
    printed('referrals_and_cases', 'case_opened', 10),
  ];

  it('breaches printed 5 where orders are printed 0 show that there were 1 to 4 applications', async () => {
    expect(await found([...referred, printed('breaches', 'recorded', 5)])).toEqual([
      'breaches-need-orders',
      'applied: 1 2 3 4',
    ]);
  });

  it('cases closed printed 5 where opened are printed 0 show 1 to 4 of each', async () => {
    const accepted = printed('referrals_and_cases', 'referral_accepted', 5);
    expect(await found([accepted, printed('referrals_and_cases', 'case_closed', 5)])).toEqual([
      'closed-were-opened',
      'case_opened: 1 2 3 4',
      'case_closed: 1 2 3 4',
    ]);
  });

  it('a case printed beside referrals that are undecided at the same cut-off shows 1 to 4 accepted and opened', async () => {
    const undecided = printed('referrals_and_cases', 'referral_undecided', 5);
    expect(await found([undecided, printed('referrals_and_cases', 'case_opened', 5)])).toEqual([
      'cases-from-referrals',
      'referral_accepted: 1 2 3 4',
      'case_opened: 1 2 3 4',
    ]);
  });

  it('referrals printed as accepted with no case by the next snapshot are a finding', async () => {
    const next = tiny.second;
    const published = { ...freezeAll([], keyOf('none')), snapshots: [quarter, next] };
    const accepted = printed('referrals_and_cases', 'referral_accepted', 5);
    const findings = await attackOn({ ...published, rounded: [accepted] });
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'total', identity: 'accepted-have-cases', snapshot: next }),
    );
    expect(await attackOn({ ...published, snapshots: [quarter], rounded: [accepted] })).toEqual([]);
  });

  it('late closings printed for a quarter up to which nothing is printed as opened are a finding', async () => {
    const next = tiny.second;
    const later = referred.map((atom) => ({ ...atom, snapshot: next, quarter: next }));
    const late = { ...printed('referrals_and_cases', 'case_closed', 5), snapshot: next };
    const published = { ...freezeAll([], keyOf('none')), snapshots: [quarter, next] };
    const found = await attackOn({ ...published, rounded: [...later, late] });
    const broken = { area: 'north', identity: 'closed-were-opened', snapshot: next, upTo: quarter };
    expect(found).toEqual([{ kind: 'total', ...broken }]);
    expect(await attackOn({ ...published, rounded: later })).toEqual([]);
  });
});

describe('against our own rounding', () => {
  it.each([4, 12, 40])('nothing is found in two years of about %d referrals a quarter', async (people) => {
    for (let seed = 0; seed < 3; seed += 1) {
      const happenings = historyOf({ seed, areas: ['north', 'south'], quarters: 8, people });
      expect(await attackOn(freezeAll(happenings, keyOf(seed)))).toEqual([]);
    }
  });

  it('nothing is found in 34 quarters over three areas', async () => {
    const happenings = historyOf({ seed: 7, areas: ['north', 'south', 'isle'], quarters: 34, people: 100 });
    expect(await attackOn(freezeAll(happenings, keyOf('long')))).toEqual([]);
  });
});
