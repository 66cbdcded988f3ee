import { addQuarters } from '../../src/kernel/period.js';
import type { Atom } from '../../src/disclosure/cube.js';
import { familiesFor, identities } from '../../src/disclosure/families.js';
import { roundSnapshot } from '../../src/disclosure/round.rules.js';
import { keyOf } from './histories.js';
import { cases, closedWereOpened, first, place, second } from './tiny.js';

const nothing = { sealed: [], sealedCounts: [], key: keyOf('rules') };
const tiny = { ...nothing, snapshot: first, families: [cases], identities: [closedWereOpened] };

describe('a family that cannot be printed without breaking an identity', () => {
  const sealed = [
    { ...place('cases', 'opened', [first, first]), rounded: 10 },
    { ...place('cases', 'closed', [first, first]), rounded: 10 },
  ];
  const later = { ...tiny, snapshot: second, sealed };
  // Truly 14 were opened and 6 closed before: five more closings are lawful, and cannot be printed.
  const fiveMore = { ...place('cases', 'closed', [second, second]), count: 5 };

  it('is carried, and nothing of it is printed', () => {
    expect(roundSnapshot({ ...later, fresh: [fiveMore] })).toEqual({
      rounded: [],
      carried: [{ snapshot: second, family: 'cases', area: 'demo' }],
    });
  });

  it('is counted with the next snapshot, for the quarter it happened in', () => {
    const third = addQuarters(second, 1);
    const held = { ...fiveMore, snapshot: third };
    const tenMore = { ...place('cases', 'opened', [third, second]), count: 10 };
    expect(roundSnapshot({ ...later, snapshot: third, fresh: [held, tenMore] })).toEqual({
      rounded: [
        { ...place('cases', 'closed', [third, second]), rounded: 5 },
        { ...place('cases', 'opened', [third, second]), rounded: 10 },
      ],
      carried: [],
    });
  });

  it('takes with it what depends on it', () => {
    const families = familiesFor([{ code: 'demo', label: 'Demo' }]);
    const at = (family: string, cell: string[], count: number): Atom => ({
      family,
      snapshot: first,
      quarter: first,
      cell: ['demo', ...cell],
      count,
    });
    const unreferred = at('referrals_and_cases', ['case_opened'], 5);
    const person = at('people_supported', ['female', 'intimate', 'yes'], 5);
    const { rounded, carried } = roundSnapshot({
      ...tiny,
      families,
      identities,
      fresh: [unreferred, person],
    });
    expect(rounded).toEqual([]);
    expect(carried.map((each) => each.family)).toEqual(['people_supported', 'referrals_and_cases']);
  });

  it('is looked for no further where what is sealed already breaks it', () => {
    const broken = [{ ...place('cases', 'closed', [first, first]), rounded: 5 }];
    expect(() => roundSnapshot({ ...later, sealed: broken, fresh: [fiveMore] })).toThrow(
      'already published contradicts',
    );
  });
});

it('now and then a family is held over by lot, with nothing in it to show for it', () => {
  const held = Array.from(
    { length: 3000 },
    (_, i) => roundSnapshot({ ...tiny, fresh: [], key: keyOf(i) }).carried.length,
  );
  const share = held.reduce((sum, each) => sum + each, 0) / held.length;
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(0.004);
});
