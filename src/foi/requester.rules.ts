/** Who asked, and where an answer goes. */
export interface Requester {
  readonly name: string;
  readonly address: string;
}

// Each part has an end, so that a letter of one unbroken word takes no longer to read than any other.
const emailAddress = /[^\s@<>()]{1,64}@[^\s@<>()]{1,200}\.[^\s@<>()]{1,60}/g;
/** As a British telephone number is written, in its groups: years and dates in a row are in none like them. */
const telephone = /(?<![\d-])(?:\+44|0)[ (]{0,2}\d{2,5}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?![\d-])/g;
const postcode = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g;
const title = /^(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|sir|dame)\.? /i;
/** A line of an address that is no other word: "1 Invented Row" and not "Sussex", which a question may well name. */
const street = /^(?=.*\d).{8,}$/;

/**
 * A letter without who sent it: the whole name, each numbered line of the address, and whatever reads as an email address, a telephone
 * number or a postcode is put as [name] or [address]. What is left is read, shown and quoted in the answer, which is published.
 * A single name alone is left, for it may be a word: "May", "Will".
 */
export function withoutRequester(letter: string, { name, address }: Requester): string {
  const lines = address.split(/[\n,]/).map((line) => line.trim());
  const nameless = replaceWords(letter, name.trim().replace(title, ''), '[name]');
  return lines
    .filter((line) => street.test(line))
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
