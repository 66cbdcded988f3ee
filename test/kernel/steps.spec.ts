import { RuleBroken } from '../../src/kernel/errors.js';
import { checkSteps, possibleActs, step, type Steps } from '../../src/kernel/steps.js';

type Door = 'open' | 'closed' | 'locked';
type Act = 'open' | 'close' | 'lock';
const door: Steps<Door, Act> = {
  open: { close: 'closed' },
  closed: { open: 'open', lock: 'locked' },
  locked: {},
};

describe('a transition table', () => {
  it('leads from a state by an act to the next state', () => {
    expect(step(door, 'closed', 'lock')).toBe('locked');
    expect(possibleActs(door, 'closed')).toEqual(['open', 'lock']);
  });

  it('refuses an act that is not in the table', () => {
    expect(() => step(door, 'locked', 'open')).toThrow(RuleBroken);
  });

  it('is unsound where a state cannot be reached', () => {
    const island: Steps<'a' | 'b', 'go'> = { a: {}, b: { go: 'a' } };
    expect(checkSteps(door, 'open')).toEqual([]);
    expect(checkSteps(island, 'a')).toEqual(['b cannot be reached from a']);
  });
});
