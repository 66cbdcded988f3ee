import type { Measure } from './foi.codes.js';
import { firstOrderIn, orderActsIn } from './question-orders.rules.js';
import type { AskedOutcome } from './question.codes.js';

/** Words that settle what is counted wherever they stand, unless an earlier one settles it first. */
const strong: readonly [Measure, RegExp][] = [
  [
    'services_commissioned',
    /\bgrants\b|\bgrant (?:funding|awards?)\b|\bcommission(?:ed|ing|s)?\b|\bcontracts\b|\bfund(?:ed|ing)\b/i,
  ],
  ['stalking_reports', /\bhow many times\b[^.?;]{0,60}\breport/i],
  ['breaches_recorded', /\bbreach(?:es|ed|ing)?\b/i],
  ['arrests', /\barrest(?:s|ed)?\b/i],
  [
    'charges',
    /\bcharg(?:es?|ed|ing)\b|\bsummons(?:es|ed)?\b|\bsanction detections?\b|\bpositive outcomes?\b/i,
  ],
  ['convictions', /\bconvict(?:ed|ions?)\b|\bfound guilty\b/i],
  ['no_further_action', /\bno further action\b|\bnfa'?d?\b/i],
  [
    'staffing',
    /\b(?:how many|number of)(?: [\w-]+){0,3} (?:staff|officers?|advocates?|isacs?|spocs?|caseworkers?|posts?)\b|\bfte\b|\bfull[- ]time equivalents?\b|\bcaseloads?\b|\bsingle points? of contact\b/i,
  ],
  ['referrals', /\breferrals?\b|\breferred\b/i],
  [
    'people_supported',
    /\bsupported\b|\bservice users?\b|\bclients?\b|\b(?:did|do|have) you (?:\w+ )?(?:support|help|assist)/i,
  ],
];

/** Words that say what is counted only where nothing stronger does: a grant for victims is no count of victims. */
const weak: readonly [Measure, RegExp][] = [
  [
    'stalking_incidents',
    /\bincidents?\b|\b(?:stalking|crime|your) records\b|\bcases? (?:\w+ ){0,3}(?:recorded|reported)\b/i,
  ],
  [
    'stalking_reports',
    /\breports?\b(?! (?:on|about|into)\b)|\breported\b|\ballegations?\b|\bcomplaints? of\b/i,
  ],
  ['recorded_offences', /\boffences?\b|\bcrimes?\b/i],
  ['victims', /\bvictims?\b|\bcomplainants?\b/i],
  ['people_supported', /\bcases?\b/i],
];

const figurative =
  /\bin charge of\b|\bfree of charge\b|\bcharges? for (?:this|the information)\b|\bin order to\b|\bvictims? services?\b/gi;
const ask = /\b(?:how many|how much|number of)\b/gi;

/** What a passage asks to have counted: one measure for each "how many", and for some acts upon orders several. */
export function measuresIn(passage: string): Measure[] {
  const text = passage.replaceAll(figurative, ' ');
  const starts = [...text.matchAll(ask)].map((found) => found.index).slice(1);
  const clauses = [0, ...starts].map((start, index) => text.slice(start, starts[index]));
  const namesOrder = firstOrderIn(text) !== -1;
  const found = clauses.flatMap((clause) => {
    const own = strongMeasures(clause);
    if (own.length > 0) return own;
    // "…orders were granted, and how many were refused": the second clause speaks of the orders of the first.
    const acts = namesOrder ? orderActsIn(clause) : [];
    return acts.length > 0 ? acts : weakMeasures(clause);
  });
  return [...new Set(found)];
}

/** The same where the passage says what is counted strongly; empty where only a weak word stands in it. */
export function strongMeasuresIn(passage: string): Measure[] {
  return strongMeasures(passage.replaceAll(figurative, ' '));
}

const outcomeWords: readonly [AskedOutcome, RegExp][] = [
  ['no_further_action', /\bno further action\b|\bnfa'?d?\b/i],
  ['charged', /\bcharg(?:es?|ed)\b|\bsummons/i],
  ['convicted', /\bconvict/i],
  ['cautioned', /\bcaution(?:s|ed)?\b/i],
];

/** The outcome a passage confines itself to, or null. */
export function outcomeIn(text: string): AskedOutcome | null {
  return outcomeWords.find(([, word]) => word.test(text))?.[0] ?? null;
}

function strongMeasures(clause: string): Measure[] {
  const first = earliest(strong, clause);
  const order = firstOrderIn(clause);
  if (order === -1 || (first && first.at < order)) return first ? withItsLike(first.measure, clause) : [];
  // "Stalking protection order breaches" names the order first and counts the breaches.
  if (/\bbreach/i.test(clause)) return ['breaches_recorded'];
  const acts = orderActsIn(clause);
  return acts.length === 0 && first ? [first.measure] : acts;
}

const stages: readonly Measure[] = ['arrests', 'charges', 'convictions', 'no_further_action'];

// "The number of arrests, charges and convictions" counts each.
function withItsLike(measure: Measure, clause: string): Measure[] {
  if (!stages.includes(measure)) return [measure];
  return strong.filter(([each, word]) => stages.includes(each) && word.test(clause)).map(([each]) => each);
}

function weakMeasures(clause: string): Measure[] {
  const first = earliest(weak, clause);
  return first ? [first.measure] : [];
}

function earliest(
  table: readonly [Measure, RegExp][],
  text: string,
): { measure: Measure; at: number } | null {
  return table
    .map(([measure, word]) => ({ measure, at: text.search(word) }))
    .filter(({ at }) => at !== -1)
    .reduce<{ measure: Measure; at: number } | null>(
      (best, each) => (best && best.at <= each.at ? best : each),
      null,
    );
}
