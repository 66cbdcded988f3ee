/** How an item of a letter is marked. The number is the letter's own; a bullet has none. */
export type Marker = 'digit' | 'decimal' | 'letter' | 'roman' | 'bullet';

/** A piece of a letter: a question or part of one, a heading over questions, or running text. */
export type Block =
  | {
      readonly kind: 'item';
      readonly marker: Marker;
      readonly number: string | null;
      readonly depth: number;
      text: string;
    }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; text: string };

type Item = Extract<Block, { kind: 'item' }>;

const marks: readonly [Marker, RegExp][] = [
  ['digit', /^(?:q(?:uestion)? ?)(\d{1,2})[.:)]?(?: +|$)/i],
  ['decimal', /^(\d{1,2}\.\d{1,2})[.)]? +(?=\D)/],
  ['digit', /^\(?(\d{1,2})[.)](?: ?(?=\D)|$)/],
  ['roman', /^\(?(i{1,3}|iv|v|vi{1,3}|ix|x)[.)] +/i],
  ['letter', /^\(?([a-z])[.)] +/i],
  ['bullet', /^(-) +/],
];

const farewell =
  /^(?:many thanks|thanks|thank you|kind regards|best regards|regards|yours|best wishes|sincerely)\b/i;

/** The blocks of a letter that has been cleaned, in order. What follows the farewell is a signature, and is left out. */
export function blocksOf(letter: string): Block[] {
  const lines = letter.split('\n');
  const blocks: Block[] = [];
  let open = false;
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const last = blocks.at(-1);
    if (text === '') {
      // "Question 1" may stand on a line of its own, with its question beneath.
      open = last?.kind === 'item' && last.text === '';
    } else if (isFarewell(text, lines.slice(index + 1))) {
      break;
    } else if (markOf(text)) {
      blocks.push(itemOf(line, blocks));
      open = true;
    } else if (isHeading(text, last, lines.slice(index + 1))) {
      blocks.push({ kind: 'heading', text });
      open = false;
    } else if (open && last && last.kind !== 'heading' && !beginsAnew(text, last)) {
      last.text = `${last.text} ${text}`.trim();
    } else {
      blocks.push({ kind: 'text', text });
      open = true;
    }
  }
  return blocks;
}

// A line beneath a list that speaks of the whole of it, and is not the list's last line wrapped.
function beginsAnew(text: string, last: Block): boolean {
  // Lines that each begin a count are a list whose marks were lost.
  if (last.kind !== 'item')
    return /^(?:The |Total )?(?:[Nn]umber|[Aa]verage|[Pp]ercentage|[Pp]roportion)\b|^How many\b/.test(text);
  if (/^(?:all |each |broken down|split by|by year|per year|for (?:each|all))/i.test(text)) return true;
  return /[.?!;]$/.test(last.text) && /^(?:please|for |could|can|would|i )/i.test(text);
}

function markOf(text: string): { marker: Marker; number: string; rest: string } | null {
  for (const [marker, shape] of marks) {
    const found = shape.exec(text);
    if (found)
      return { marker, number: (found[1] ?? '').toLowerCase(), rest: text.slice(found[0].length).trim() };
  }
  return null;
}

function itemOf(line: string, before: readonly Block[]): Item {
  const found = markOf(line.trim());
  if (!found) throw new Error('Only a line with a mark is an item');
  const items = before.filter((block) => block.kind === 'item');
  const marker = isNextLetter(found.number, items.at(-1)) ? 'letter' : found.marker;
  const depth = depthOf({ marker, indented: line.startsWith('  ') }, items, before.at(-1));
  return { kind: 'item', marker, number: marker === 'bullet' ? null : found.number, depth, text: found.rest };
}

// 'i' after 'h' is a letter, and 'v' after 'u'; after anything else they are Roman numerals.
function isNextLetter(number: string, last: Item | undefined): boolean {
  if (last?.marker !== 'letter' || number.length !== 1 || last.number === null) return false;
  return number.codePointAt(0) === (last.number.codePointAt(0) ?? 0) + 1;
}

/**
 * How deep an item lies: as deep as the last with its kind of mark, unless another kind has opened beneath; a kind not seen
 * since the last top-level item lies one below the item before it. Bullets lie beneath a numbered item only where they are
 * indented or it ends in a colon: else they are questions of their own.
 */
function depthOf(
  mark: { marker: Marker; indented: boolean },
  items: readonly Item[],
  before: Block | undefined,
): number {
  const last = items.at(-1);
  if (!last || mark.marker === 'digit' || before?.kind === 'heading') return 0;
  if (mark.marker === 'decimal') return 1;
  const sameKind = items
    .slice(items.findLastIndex((item) => item.depth === 0))
    .findLast((item) => item.marker === mark.marker);
  if (sameKind) return sameKind.depth;
  if (mark.marker === 'bullet') return mark.indented || last.text.endsWith(':') ? last.depth + 1 : 0;
  return last.depth + 1;
}

function isHeading(text: string, last: Block | undefined, after: readonly string[]): boolean {
  if (text.length > 80 || /[.?!;,]$/.test(text)) return false;
  if (text.endsWith(':') && text.split(' ').length > 6) return false;
  if (last?.kind === 'item' && !/[.?!;:]$/.test(last.text)) return false;
  const next = after.find((line) => line.trim() !== '');
  return next !== undefined && markOf(next.trim()) !== null;
}

function isFarewell(text: string, after: readonly string[]): boolean {
  // "A. Person" in a signature is no question.
  const asksMore = (line: string) =>
    markOf(line.trim())?.marker === 'digit' || /how many|number of|\?$/i.test(line.trim());
  return text.length <= 60 && farewell.test(text) && !after.some(asksMore);
}
