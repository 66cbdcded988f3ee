import { RuleBroken } from '../kernel/errors.js';

/** The least length, in characters. No kind of character is required and nothing expires (NCSC; OWASP ASVS 5.0.0, 6.2). */
const leastLength = 12;

/** Words that passwords lean on, and those anyone would try for a service such as this. */
const ownWords =
  `larkspur stalking advocacy advocate casework supervisor commissioner administrator service victim support demo
  password passwort passphrase welcome letmein changeme secret admin login qwerty football liverpool arsenal chelsea monkey dragon
  sunshine princess iloveyou london england spring summer autumn winter january february march april june july august
  september october november december monday friday`.split(/\s+/);

/** Rows of keys and of letters, which fingers and eyes run along. */
const rows = ['1234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const runs = [...rows, ...rows.map((row) => Array.from(row).reverse().join(''))];

/**
 * Lets a password be that is long enough and does not lean on what is easily guessed: common words, the holder's own
 * names and address, runs along the keyboard, one character over and over. "Larkspur2026!" leans on all but "2026!".
 * @param about the holder's names and email address
 * @throws RuleBroken `password-too-short`, `password-easily-guessed`
 */
export function checkPassword(password: string, about: readonly string[]): void {
  if (Array.from(password).length < leastLength)
    throw new RuleBroken(
      'password-too-short',
      'Use a password of at least 12 characters. Three random words make a good one.',
    );
  const left = withoutRuns(withoutWords(password.toLowerCase(), [...ownWords, ...partsOf(about)]));
  if (left.length >= 8 && new Set(left).size >= 5) return;
  throw new RuleBroken(
    'password-easily-guessed',
    'That password is easily guessed: it leans on a common word, on your name or address, or on repeated characters. Use three random words.',
  );
}

/** The pieces of names and addresses that are long enough to recognise. */
function partsOf(about: readonly string[]): string[] {
  return about
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((part) => part.length >= 3);
}

function withoutWords(text: string, words: readonly string[]): string {
  const longestFirst = [...words].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((left, word) => left.replaceAll(word, ' '), text);
}

/** Without blanks, and without each character that merely goes on from the one or two before it. */
function withoutRuns(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ''));
  return characters
    .filter((character, index) => {
      const trail = characters.slice(Math.max(0, index - 2), index + 1).join('');
      return (
        character !== characters[index - 1] &&
        !(trail.length === 3 && runs.some((run) => run.includes(trail)))
      );
    })
    .join('');
}
