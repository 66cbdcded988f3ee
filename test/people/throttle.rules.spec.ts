import { freeFailures, secondsToWait } from '../../src/people/throttle.rules.js';

describe('after failing to sign in', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 60],
    [6, 120],
    [8, 480],
    [9, 900],
    [40, 900],
  ])('%i times in a row, an account waits %i seconds', (failures, seconds) => {
    expect(secondsToWait(failures, freeFailures.account)).toBe(seconds);
  });

  it('an office with one address in common waits only after thirty', () => {
    expect(secondsToWait(29, freeFailures.address)).toBe(0);
    expect(secondsToWait(30, freeFailures.address)).toBe(60);
  });

  it('nobody can make more than ten guesses at an account in five minutes', () => {
    let guesses = 0;
    for (let at = 0; at <= 300; at += secondsToWait(guesses, freeFailures.account)) guesses += 1;
    expect(guesses).toBeLessThanOrEqual(10);
  });
});
