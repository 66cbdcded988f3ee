import { RuleBroken } from '../kernel/errors.js';

/** Characters. The longest real letter seen is under 6,000; reading takes time in proportion. */
const longestLetter = 20_000;

const blockTag = /<\/?(?:p|div|br|tr|h[1-6]|ul|ol|table|blockquote)\b[^>]{0,200}>/gi;
const unseen = /<(script|style)\b[^>]{0,200}>[\s\S]*?<\/\1>/gi;
const anyTag = /<\/?[a-z][^<>]{0,500}>/gi;
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: "'",
  lsquo: "'",
  rdquo: '"',
  ldquo: '"',
  ndash: '-',
  mdash: '-',
  bull: '-',
};

/**
 * A letter as plain lines: no mark-up, straight quotes and hyphens, one space between words, each numbered question on a
 * line of its own. What a person wrote is otherwise kept, '<18' included.
 * @throws RuleBroken `letter-too-long`
 */
export function cleanLetter(text: string): string {
  if (text.length > longestLetter) {
    throw new RuleBroken(
      'letter-too-long',
      'This letter is longer than 20,000 characters. Paste the questions only, and keep the whole letter with the request.',
    );
  }
  return withOneQuestionALine(withPlainCharacters(withoutMarkUp(text))).trim();
}

/** The sentences of a passage. A full stop inside 'e.g.' or a date ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .replaceAll(/\b(e\.g|i\.e)\./gi, (short) => short.replaceAll('.', ''))
    .split(/(?<=[.?!]["')]?)\s+(?=["'(]?[A-Z])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function withoutMarkUp(text: string): string {
  return text
    .replaceAll(unseen, ' ')
    .replaceAll(/<li\b[^>]{0,200}>/gi, '\n- ')
    .replaceAll(blockTag, '\n')
    .replaceAll(anyTag, '')
    .replaceAll(/&#(\d{2,5});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&([a-z]+);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
}

function withPlainCharacters(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u200B-\u200D\uFEFF\u00AD]/g, '')
    .replaceAll(/[\u00A0\u2000-\u200A\u202F\u3000]/g, ' ')
    .replaceAll('\t', '    ')
    .replaceAll(/[\u2018\u2019\u201A\u201B]/g, "'")
    .replaceAll(/[\u201C\u201D\u201E]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/^( *)[*\u2022\u25CF\u25AA\u25E6\u00B7\u2023](?= )/gm, '$1-')
    .replaceAll(/^(?:> )+/gm, '');
}

// Pasting from a web page often loses line breaks: "…available? 2. How many…" is two questions.
function withOneQuestionALine(text: string): string {
  return text
    .replaceAll(/(?<=\S) {2,}/g, ' ')
    .replaceAll(/(?<=[.?!:;]) (?=\(?\d{1,2}[.)] ["']?[A-Z])/g, '\n')
    .replaceAll(/(?<=[.?!:;]) (?=\(?[a-h]\) \S)/g, '\n');
}
