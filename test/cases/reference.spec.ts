import { plainDate } from '../../src/kernel/plain-date.js';
import { reference } from '../../src/cases/reference.js';

const today = plainDate('2026-03-03');

describe('a reference', () => {
  it.each(['SA', 'RF'] as const)('says its kind %s, the year, and nothing that can be misread', (kind) => {
    expect(reference(kind, today)).toMatch(new RegExp(`^${kind}-2026-[2-9BCDFGHJKMNPQRSTVWXZ]{7}$`));
  });

  it('is not told by the one before it', () => {
    const drawn = Array.from({ length: 1000 }, () => reference('SA', today));
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn.toSorted()).not.toEqual(drawn);
    expect(new Set(drawn.map((each) => each.slice(8, 9))).size).toBeGreaterThan(20);
  });
});
