import { plainDate } from '../../src/kernel/plain-date.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { blindSpots } from '../../src/supervision/blind-spot.codes.js';
import { howCounted, partsOf, type Part } from '../../src/supervision/blind-spot.rules.js';
import { factKinds } from '../../src/tasks/task.codes.js';
import { rulesOf } from '../../src/tasks/task.rules.js';

const today = plainDate('2026-03-05');
const parts: readonly Part[] = Object.values(partsOf).flat();

describe('the board of blind spots', () => {
  it('leaves no kind of task out', () => {
    const looked = new Set(parts.map(({ of }) => of));
    expect(codesOf(factKinds).filter((kind) => !looked.has(kind))).toEqual([]);
  });

  it('counts nothing twice', () => {
    const named = parts.flatMap(({ of, band }) =>
      band === undefined ? [`${of} high`, `${of} others`] : [`${of} ${band}`],
    );
    expect(named.filter((name, place) => named.indexOf(name) !== place)).toEqual([]);
  });

  it('says of each how it was counted', () => {
    for (const spot of codesOf(blindSpots))
      expect(howCounted(spot, rulesOf([]), today)).toMatch(/^[A-Z].+\.$/);
  });

  it('says with which days: on 5 March 2026 the seventh day after 26 February is in time', () => {
    expect(howCounted('no_contact', rulesOf([]), today)).toBe(
      'Open cases at high risk whose client was last spoken with on 25 February 2026 or before (7 days are in time), and those at high risk or not assessed that were opened on 2 March 2026 or before (2 days are in time) and where nobody ever was.',
    );
    expect(howCounted('order_expiry', rulesOf([]), today)).toContain('end on 3 June 2026 or before (90 days');
  });

  it('follows what an administrator set', () => {
    const rules = rulesOf([{ kind: 'order_expiry', days: 1, forWhom: 'advocate', version: 2 }]);
    expect(howCounted('order_expiry', rules, today)).toContain('end on 6 March 2026 or before (1 day ahead');
  });
});
