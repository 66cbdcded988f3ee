import type { Measure } from './foi.codes.js';
import type { AskedOrder, Correction, OrderStage } from './question.codes.js';

/** "Occupation and restraining orders" names two kinds with one noun. */
const shared = '(?=(?:,| and| or|/)[^.?;]{0,40}\\borders?\\b)';
const names: readonly [AskedOrder, string][] = [
  ['spo', 'stalking (?:protection|prevention) orders?|spos?'],
  ['nmo', 'non[- ]?molestation(?: orders?)?|nmos?'],
  ['oo', `occupation(?: orders?|${shared})`],
  ['ro', `restraining(?: orders?|${shared})`],
  ['dvpn', 'domestic violence protection notices?|dvpns?'],
  ['dvpo', 'domestic violence protection orders?|dvpos?'],
  ['dapn', 'domestic abuse protection notices?|dapns?'],
  ['dapo', 'domestic abuse protection orders?|dapos?'],
  ['inj_pha', 'injunctions?'],
];
const anyName = names.map(([, name]) => name).join('|');

/** Where a passage first names an order or an application for one; -1 where it does not. */
export function firstOrderIn(text: string): number {
  return text.search(new RegExp(`\\b(?:${anyName}|orders?|applications?)\\b`, 'i'));
}

/** The kinds of order a passage names, each once. */
export function ordersIn(text: string): AskedOrder[] {
  return names.filter(([, name]) => new RegExp(`\\b(?:${name})\\b`, 'i').test(text)).map(([order]) => order);
}

/** The passage with the names of orders taken out: "stalking protection order" speaks of no stalking offence. */
export function withoutOrderNames(text: string): string {
  return text.replaceAll(new RegExp(`\\b(?:${anyName})\\b`, 'gi'), ' order ');
}

/** The stage a passage confines itself to, or null where it covers both: "an order or an interim order" is both. */
export function stageIn(text: string): OrderStage | null {
  if (
    /\b(?:full|final)[ ,]*(?:and|or|\/)[ ,]*interim\b|\binterim[ ,]*(?:and|or|\/)[ ,]*(?:full|final)\b/i.test(
      text,
    )
  )
    return null;
  const interim = new RegExp(`\\binterim (?:${anyName}|orders?)\\b`, 'gi');
  const rest = text.replaceAll(interim, '');
  if (rest !== text) return ordersIn(rest).length === 0 ? 'interim' : null;
  return new RegExp(`\\b(?:full|final) (?:${anyName}|orders?)\\b`, 'i').test(text) ? 'full' : null;
}

const applied =
  /\bappl(?:y|ied|ying) (?:for|to)\b|\bapplications?\b[^.?;,]{0,60}\b(?:made|submitted|lodged)\b|\bsought\b/i;
const applicationsOnly = /\bapplications?\b|\bapplied\b/i;
const notGranted = /\bnot (?:been |yet )?(?:granted|issued|made|obtained)\b|\bunsuccessful/i;
const outcomes: readonly [Measure, RegExp][] = [
  [
    'orders_not_authorised',
    /\bnot (?:been )?authori[sz]ed\b|\bdecid\w+ not to apply\b|\b(?:declin|refus)\w+ to (?:apply|authori[sz]e)\b/i,
  ],
  [
    'orders_granted',
    /\b(?:granted|issued?|obtained|secured|imposed|in (?:place|force)|successful)\b|(?<!applications? for (?:an? |the |full |interim )?)\b(?:spos?|nmos?|orders?) (?:(?:was|were|have been|has been) )?made\b|\b(?:did|do|does) [^.?]{0,30} (?:grant|issue)\b/i,
  ],
  ['orders_refused', /\b(?:refus(?:ed|als?)|reject(?:ed|ions?)|dismissed)\b(?! to)/i],
  ['orders_withdrawn', /\bwithdr(?:awn|ew|awals?)\b/i],
  [
    'orders_pending',
    /\bpending\b|\bawaiting\b|\badjourned\b|\b(?:still|yet) to be (?:heard|decided|determined)\b/i,
  ],
];

/** What is asked about the making of orders; empty where the passage names no act. 'Not granted' covers three ends. */
export function orderActsIn(text: string): Measure[] {
  if (notGranted.test(text)) return ['orders_refused', 'orders_withdrawn', 'orders_pending'];
  const found = outcomes.filter(([, act]) => act.test(text)).map(([measure]) => measure);
  // "Applications refused" counts refusals; "applied for and granted" counts both.
  if (applied.test(text)) return ['orders_applied', ...found];
  return found.length === 0 && applicationsOnly.test(text) ? ['orders_applied'] : found;
}

/** Acts upon an order that are not counted apart. */
export function asksUncountedAct(text: string): boolean {
  return /\b(?:renew(?:ed|als?)|vari(?:ed|ations?)|discharged?|appeal(?:s|ed)?)\b/i.test(text);
}

const prosecutor = '(?:the )?(?:cps|crown prosecution service)';
const byProsecutor = new RegExp(
  `\\b(?:by|to|from|with) ${prosecutor}\\b|\\b(?:cps|crown prosecution service) (?:has |have )?(?:grant|issu|approv|refus|made|appl)`,
  'i',
);
const byVictim = /\bvictims?\b[^.?;]{0,30}\bappl(?:y|ied)\b|\bapplied for by (?:a |the )?victims?\b/i;
const byPolice =
  /\b(?:your|the|this) (?:organi[sz]ation|police|force|office|service)\b|\b(?:did|have|has) you(?:r)?\b|\bby (?:the )?police\b|\byou (?:have )?appl/i;

/** The mistake a question rests on where it names a body that could never do the act; null where it rests on none. */
export function falsePremiseIn(
  text: string,
  orders: readonly AskedOrder[],
  acts: readonly Measure[],
): Correction | null {
  if (acts.length === 0) return null;
  const family = orders.some((order) => order === 'nmo' || order === 'oo');
  if (family && (byProsecutor.test(text) || (acts.includes('orders_applied') && byPolice.test(text))))
    return 'family_court_makes_nmo';
  if (!orders.includes('spo')) return null;
  if (byProsecutor.test(text)) return 'cps_grants_no_order';
  return byVictim.test(text) ? 'victims_cannot_apply_spo' : null;
}

/** Wrong names, gently put right: none of them makes a question unanswerable. */
export function wrongNamesIn(text: string, orders: readonly AskedOrder[]): Correction[] {
  const found: Correction[] = [];
  if (/\bstalking prevention orders?\b/i.test(text)) found.push('protection_not_prevention');
  if (/\bissued?\b/i.test(text) && orders.length > 0)
    found.push(orders.includes('spo') ? 'court_makes_spo' : 'court_makes_order');
  return found;
}
