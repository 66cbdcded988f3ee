import { quarter, type Quarter } from '../../src/kernel/period.js';
import {
  atomsOf,
  nothingTaken,
  openFrom,
  takenAfter,
  type CountedFact,
} from '../../src/returns/counting.rules.js';

const [q1, q2, q3] = [quarter('2026-Q1'), quarter('2026-Q2'), quarter('2026-Q3')];

const opened = (facts: Partial<CountedFact> = {}): CountedFact => ({
  family: 'referrals_and_cases',
  cell: ['north', 'case_opened'],
  happenedIn: q1,
  countableIn: q1,
  settledIn: null,
  count: 7,
  ...facts,
});
const heldIn = (snapshot: Quarter) => [{ snapshot, family: 'referrals_and_cases', area: 'north' }];

describe('a record', () => {
  it('is in the first snapshot it was entered in time for', () => {
    expect(atomsOf([opened()], q1, nothingTaken)).toEqual([
      { family: 'referrals_and_cases', snapshot: q1, quarter: q1, cell: ['north', 'case_opened'], count: 7 },
    ]);
  });

  it('is in no later one as well', () => {
    expect(atomsOf([opened()], q2, takenAfter(nothingTaken, q1, []))).toEqual([]);
  });

  it('entered late is an atom of its own in the next, with the quarter it happened in', () => {
    const late = opened({ countableIn: q2, count: 2 });
    expect(atomsOf([opened(), late], q1, nothingTaken).map(({ count }) => count)).toEqual([7]);
    const [atom] = atomsOf([opened(), late], q2, takenAfter(nothingTaken, q1, []));
    expect(atom).toMatchObject({ snapshot: q2, quarter: q1, count: 2 });
  });

  it('more than a year late counts in the quarter a year back, together with what happened then', () => {
    const old = [
      opened({ happenedIn: quarter('2019-Q3'), count: 2 }),
      opened({ happenedIn: quarter('2025-Q1'), count: 3 }),
    ];
    expect(atomsOf(old, q1, nothingTaken)).toMatchObject([{ quarter: '2025-Q1', count: 5 }]);
  });

  it('of a family held over in its area is in the next snapshot, and elsewhere in this one', () => {
    const south = opened({ cell: ['south', 'case_opened'], count: 9 });
    const taken = takenAfter(nothingTaken, q1, heldIn(q1));
    expect(atomsOf([opened(), south], q2, taken)).toMatchObject([
      { cell: ['north', 'case_opened'], quarter: q1, count: 7 },
    ]);
  });

  it('held over twice waits for the third', () => {
    const taken = takenAfter(takenAfter(nothingTaken, q1, heldIn(q1)), q2, heldIn(q2));
    expect(atomsOf([opened()], q3, taken)).toMatchObject([{ snapshot: q3, quarter: q1 }]);
    expect(atomsOf([opened()], q3, takenAfter(taken, q3, []))).toEqual([]);
  });
});

describe('a decision', () => {
  const accepted = opened({ cell: ['north', 'referral_accepted'], settledIn: q2 });

  it('made after the cut-off is not known in the figures, however late they are counted', () => {
    expect(atomsOf([accepted], q1, nothingTaken)).toMatchObject([{ cell: ['north', 'referral_undecided'] }]);
  });

  it('made before it is', () => {
    expect(atomsOf([{ ...accepted, settledIn: q1 }], q1, nothingTaken)).toMatchObject([
      { cell: ['north', 'referral_accepted'] },
    ]);
    expect(atomsOf([accepted], q2, takenAfter(nothingTaken, q1, heldIn(q1)))).toMatchObject([
      { cell: ['north', 'referral_accepted'] },
    ]);
  });
});

it('counting reaches back to the first snapshot that left something', () => {
  expect(openFrom(nothingTaken, q1)).toBe(q1);
  const taken = takenAfter(takenAfter(nothingTaken, q1, []), q2, heldIn(q2));
  expect(openFrom(taken, q1)).toBe(q2);
  expect(openFrom(takenAfter(taken, q3, []), q1)).toBe('2026-Q4');
});
