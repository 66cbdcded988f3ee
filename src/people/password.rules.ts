import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { RuleBroken } from '../kernel/errors.js';

/** The least length, in characters. No kind of character is required and nothing expires (NCSC; OWASP ASVS 5.0.0, 6.2). */
const leastLength = 12;

/** What anyone would try for a service such as this one, besides the fifty thousand commonest passwords that zxcvbn brings. */
const ownWords =
  `larkspur stalking advocacy advocate casework supervisor commissioner administrator service victim support demo
  passphrase changeme england london`.split(/\s+/);

/** How much of a password is judged, in characters: what its beginning is too good for need not be read on. */
const judged = 64;

/**
 * Lets a password be that takes ten thousand million guesses or more once our own words and its holder's names and address are
 * struck out of it. It is guessed at as zxcvbn does: by common passwords with capitals, digits and other letters put on, runs along
 * the keyboard, dates and repetitions. Of "Larkspur2026!" only "2026!" is left; "teapot gravel lantern" stands as it is.
 * @param about the holder's names and email address
 * @throws RuleBroken `password-too-short`, `password-easily-guessed`
 */
export function checkPassword(password: string, about: readonly string[]): void {
  const characters = Array.from(password);
  if (characters.length < leastLength)
    throw new RuleBroken(
      'password-too-short',
      'Use a password of at least 12 characters. Three random words make a good one.',
    );
  const known = [...ownWords, ...partsOf(about)];
  const left = withoutWords(characters.slice(0, judged).join(''), known);
  if (estimator().check(left, known).score === 4) return;
  throw new RuleBroken(
    'password-easily-guessed',
    'That password is easily guessed: it leans on a common word, on your name or address, or on repeated characters. Use three random words.',
  );
}

let zxcvbn: ZxcvbnFactory | undefined;

/** Made when the first password is set: it unpacks a dictionary, and most processes set none. */
function estimator(): ZxcvbnFactory {
  const passwords = { 'passwords-common': dictionary['passwords-common'] };
  zxcvbn ??= new ZxcvbnFactory({ dictionary: passwords, graphs: adjacencyGraphs });
  return zxcvbn;
}

/** The pieces of names and addresses that are long enough to recognise. */
function partsOf(about: readonly string[]): string[] {
  return about
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((part) => part.length >= 3);
}

/** The longest first, so that a word within another leaves nothing of it. */
function withoutWords(text: string, words: readonly string[]): string {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  return text.replace(new RegExp(longestFirst.join('|'), 'giu'), ' '); // letters and digits alone: nothing to escape
}
