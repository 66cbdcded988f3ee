import type { Random } from '../../src/demo/random.js';

/** A word as somebody in a hurry might write it: a letter left out, doubled, swapped with the next, or mistaken. */
export function slipOf(random: Random, word: string): string {
  const at = random.whole(1, word.length - 2);
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  return random.pick([
    before + after,
    before + letter + letter + after,
    `${before}${after.charAt(0)}${letter}${after.slice(1)}`,
    `${before}e${after}`,
  ]);
}
