import { reference } from '../../src/cases/reference.js';
import { dayNumber } from '../../src/demo/moment.js';
import { Random } from '../../src/demo/random.js';
import { References } from '../../src/demo/references.js';
import { plainDate } from '../../src/kernel/plain-date.js';

const day = plainDate('2026-03-03');
const at = dayNumber(day) * 1440;
// Of ten thousand million references, half a million draw about a dozen twice.
const many = { length: 500_000 };

describe('a reference of the demo', () => {
  it('is drawn again where chance gives one that was drawn before', () => {
    const random = new Random(1);
    const byChance = Array.from(many, () => reference('RF', day, (limit) => random.whole(0, limit - 1)));
    expect(new Set(byChance).size).toBeLessThan(many.length);
    const references = new References(new Random(1));
    expect(new Set(Array.from(many, () => references.draw('RF', at))).size).toBe(many.length);
  });

  it('is of the year of its moment', () => {
    expect(new References(new Random(1)).draw('SA', at)).toMatch(/^SA-2026-[2-9BCDFGHJKMNPQRSTVWXZ]{7}$/);
  });

  it('is the same for the same seed', () => {
    const [one, other] = [new References(new Random(7)), new References(new Random(7))];
    expect(one.draw('SA', at)).toBe(other.draw('SA', at));
  });
});
