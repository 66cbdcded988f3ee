/** Who asked, and where an answer goes. */
export interface Requester {
  readonly name: string;
  readonly address: string;
}

const emailAddress = /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+/g;
/** Nine digits or more in one run, as a telephone number is written; no count in a letter is so long. */
const telephone = /(?<!\d)\+?\d(?:[ ()-]{0,2}\d){8,13}(?!\d)/g;
const postcode = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g;
const title = /^(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|sir|dame)\.? /i;
/** Shorter lines of an address, such as a house's number, are words of many letters. */
const shortestLine = 6;

/**
 * A letter without who sent it: the whole name, each line of the address, and whatever reads as an email address, a telephone
 * number or a postcode is put as [name] or [address]. What is left is read, shown and quoted in the answer, which is published.
 * A single name alone is left, for it may be a word: "May", "Will".
 */
export function withoutRequester(letter: string, { name, address }: Requester): string {
  const lines = address.split(/[\n,]/).map((line) => line.trim());
  const longEnough = lines.filter((line) => line.length >= shortestLine);
  const nameless = replaceWords(letter, name.trim().replace(title, ''), '[name]');
  return longEnough
    .reduce((text, line) => replaceWords(text, line, '[address]'), nameless)
    .replaceAll(emailAddress, '[address]')
    .replaceAll(telephone, '[address]')
    .replaceAll(postcode, '[address]');
}

/** Replaces words wherever they stand together, whatever their case and the space between. */
function replaceWords(text: string, words: string, by: string): string {
  const escaped = words.split(/\s+/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (words === '') return text;
  return text.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}])${escaped.join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu'),
    by,
  );
}
