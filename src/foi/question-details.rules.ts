import type { CyberType } from '../codes/behaviour.codes.js';
import { sentencesOf } from './letter-text.rules.js';
import { withoutOrderNames } from './question-orders.rules.js';
import type { AskedOffence, Breakdown } from './question.codes.js';

const attributes: readonly [Breakdown, string][] = [
  [
    'sex',
    '(?:gender(?![- ]based)|sex(?:es)?(?! (?:offen|work|crime))|males? (?:and|or|\\/) females?|men and women)',
  ],
  ['age_band', 'ages?(?:[- ](?:group|band|range|categor)\\w*)?'],
  ['ethnicity', 'ethnic(?:ity|ities)?|race'],
  ['relationship', 'relationships?'],
  ['offence_class', '(?:offence|crime)(?: (?:type|class|classification))?'],
  ['outcome', 'outcomes?'],
  ['area', '(?:area|district|borough|town|city|county|region|local authority)s?'],
];
const split =
  '(?:split|broken|break|breakdown|group\\w*|disaggregat\\w*|separat\\w*|categor\\w*|divid\\w*|by|per|including|state|give)';
/** Words that are often about something else: the breakdown must be asked for just before them. */
const nearby: readonly Breakdown[] = ['area', 'offence_class', 'outcome'];
const always: readonly [Breakdown, RegExp][] = [
  // A filter by sex or age is answered by the breakdown, which tells no less and can be added up.
  ['sex', /\b(?:were|was|are|only) (?:male|female|men|women)\b|\b(?:male|female) victims?\b/i],
  ['age_band', /\b(?:were|was|are|aged) (?:under|over|below|above) \d{1,2}s?\b/i],
  ['relationship', /\b(?:stalked|harassed|followed|contacted|pursued) by (?:an?|their|someone)\b/i],
  ['outcome', /\bwith (?:the |their |its )?outcomes?\b/i],
  ['cyber_element', /\bas (?:being )?(?:cyber|online)\b|\bcyber[- ](?:element|flag|enabled)/i],
  ['cyber_type', /\bcyber[- ]types?\b|\b(?:type|kind) of (?:technology|device|app)/i],
  [
    'source',
    /\b(?:by|per) (?:the )?(?:referral )?source\b|\bsources? of (?:the )?referrals?\b|\bwho referred\b/i,
  ],
  ['quarter', /\b(?:by|per|each|every) quarter\b|\bquarterly\b/i],
  ['month', /\b(?:by|per|each|every) month\b|\bmonthly\b|\bmonth[- ]by[- ]month\b/i],
  [
    'recipient',
    /\bwhich organi[sz]ations?\b|\bwho received\b|\bnames? of (?:each|the) (?:recipient|organi[sz]ation|provider)/i,
  ],
];

/** What a question asks its figures to be broken down by, years apart: "split by gender", "grouped by the age of…". */
export function breakdownsIn(text: string): Breakdown[] {
  const asked = attributes.filter(([code, name]) => {
    const asks = nearby.includes(code) ? `${split}(?: \\w+){0,2} ` : `(?:${split}|with)\\b[^.?;]{0,80}?\\b`;
    return new RegExp(`\\b${asks}(?:${name})\\b`, 'i').test(text);
  });
  const found = [...asked, ...always.filter(([, word]) => word.test(text))].map(([code]) => code);
  return [...new Set([...found, ...(offencesIn(text).length > 1 ? (['offence_class'] as const) : [])])];
}

/** The attributes a line names at all: a bullet that says no more than "age and gender" beneath a question. */
export function attributesIn(text: string): Breakdown[] {
  return attributes
    .filter(([, name]) => new RegExp(`\\b(?:${name})\\b`, 'i').test(text))
    .map(([code]) => code);
}

/** The age bands a passage lists, as it writes them without spaces: '<18', '18-64', '>64'. */
export function bandsIn(text: string): string[] {
  const band =
    /[<>≤≥] ?\d{1,2}|\b(?:under|over|below|above) \d{1,2}s?\b|\b\d{1,2} ?(?:-|to) ?\d{1,2}\b|\b\d{1,2}(?:\+| and (?:over|under|above)\b)/gi;
  return sentencesOf(text)
    .flatMap((sentence) => /\b(?:ages?|aged|were|are)\b(.*)/i.exec(sentence)?.[1] ?? [])
    .flatMap((afterAge) =>
      [...afterAge.matchAll(band)].map(([found]) => found.replaceAll(/(?<=[<>≤≥]) | (?=-)|(?<=-) /g, '')),
    );
}

const offences: readonly [AskedOffence, RegExp][] = [
  ['stalking', /\bstalk(?:ing|ed|ers?)\b/i],
  ['harassment', /\bharass(?:ment|ed)\b/i],
  ['malicious_communications', /\bmalicious communications?\b/i],
  ['coercive_control', /\bcoercive\b/i],
];

/** The offences a passage names; the name of an order or an Act names none. */
export function offencesIn(text: string): AskedOffence[] {
  const bare = withoutOrderNames(text).replaceAll(/\bstalking protection act\b/gi, ' ');
  return offences.filter(([, word]) => word.test(bare)).map(([offence]) => offence);
}

const cyber: readonly [CyberType, RegExp][] = [
  ['social_media', /\bsocial media\b|\b(?:facebook|instagram|tiktok|twitter|snapchat|linkedin)\b/i],
  ['messaging_apps', /\bmessaging apps?\b|\b(?:whatsapp|telegram|messenger)\b/i],
  [
    'location_sharing_feature',
    /\btrackers? in apps?\b|\btracking apps?\b|\blocation[- ]sharing\b|\bfind my\b|\bgps track/i,
  ],
  ['tracker_tag', /\bair ?tags?\b|\btracker tags?\b|\btracking (?:tags?|devices?)\b|\bgps track/i],
  [
    'gps_vehicle_tracker',
    /\bgps track|\b(?:fitted|attached) to (?:a |the |their )?(?:vehicle|car)|\bvehicle trackers?\b/i,
  ],
  ['spyware_stalkerware', /\bspyware\b|\bstalkerware\b/i],
  ['smart_home_doorbell_speaker', /\bdoorbells?\b|\bsmart (?:home|speakers?)\b/i],
  ['hidden_camera_bug', /\bhidden cameras?\b|\blistening devices?\b/i],
  ['intimate_image_abuse', /\bintimate images?\b|\brevenge porn/i],
  ['deepfake', /\bdeep ?fakes?\b/i],
  ['dating_app', /\bdating (?:apps?|sites?)\b/i],
];

/** The cyber types a question confines itself to. "GPS tracking" in general is all three kinds of tracker. */
export function cyberIn(text: string): CyberType[] {
  return cyber.filter(([, word]) => word.test(text)).map(([type]) => type);
}

/** What one is counted as where the question says: separate occasions, or people. */
export function unitIn(text: string): 'occasion' | 'person' | null {
  if (/\boccasions?\b/i.test(text)) return 'occasion';
  return /\b(?:how many|number of) (?:different |individual |unique )?(?:people|persons|individuals)\b/i.test(
    text,
  )
    ? 'person'
    : null;
}

/** Whether the money is asked for, rather than how many. */
export function asksValue(text: string): boolean {
  return /\b(?:value|amounts?|cost|spen[dt]|how much)\b/i.test(text);
}

/** Whether only services open to more than the victims of a former partner are asked about. */
export function asksNotOnlyExPartner(text: string): boolean {
  return /\bnot\b[^.?;]{0,40}\b(?:ex[- ]?(?:partners?|intimates?)|former partners?|intimate partners?)\b|\bother than (?:an? )?(?:ex|former)/i.test(
    text,
  );
}
