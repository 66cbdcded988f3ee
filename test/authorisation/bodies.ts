import { aReferralForm } from '../support/referral-forms.js';
import { aRow, sheet } from '../intake/batch-desk.js';
import { answers } from '../support/given-risk.js';
import type { Body } from './asking.js';
import type { Names } from './world.js';

/**
 * Something sound for each change there is, so that whoever is let in is answered by a rule or by the change itself, and
 * nobody by a form: where a wrong body were refused first, an id would never be looked at. The first that fits is sent.
 */
const bodies: readonly (readonly [RegExp, (names: Names) => Body])[] = [
  [/\/notes$/, () => ({ kind: 'client', words: 'Invented.' })],
  [/\/contacts$/, () => ({ on: '2026-03-02', at: '14:05', channel: 'phone', outcome: 'no_answer' })],
  [/\/closure$/, ({ caseVersion }) => ({ closedOn: '2026-03-02', reason: 'other', version: caseVersion })],
  [/\/allocation$/, ({ colleagueId, caseVersion }) => ({ advocateId: colleagueId, version: caseVersion })],
  [/\/contact-methods\/[^/]+\/warning/, ({ methodVersion }) => ({ safe: 'no', version: methodVersion })],
  [
    /\/contact-methods\/[^/]+\/replacement/,
    ({ methodVersion }) => ({ value: '07700 900998', safe: 'unknown', version: methodVersion }),
  ],
  [/\/contact-methods\/[^/]+\/ending/, ({ methodVersion }) => ({ version: methodVersion })],
  [/\/contact-methods$/, () => ({ channel: 'phone', value: '07700 900999', safe: 'yes' })],
  [/\/verification$/, ({ methodVersion }) => ({ ...safe, verifiedOn: '2026-03-02', version: methodVersion })],
  [/\/outgoing$/, ({ methodId }) => ({ methodId, kind: 'calendar_entry', on: '2026-03-04', at: '10:00' })],
  [/\/consents$/, () => ({ purpose: 'contact', value: 'given', how: 'by_phone', givenOn: '2026-03-02' })],
  [/\/client$/, ({ clientVersion }) => ({ fullName: 'Invented Changed', version: clientVersion })],
  [
    /\/referrals\/[^/]+\/decision$/,
    ({ referralVersion }) => ({ decision: 'decline', reason: 'other', version: referralVersion }),
  ],
  [/\/emergency-access$/, ({ reference }) => ({ reference, ...emergency })],
  [/\/emergency-access\/[^/]+\/decision$/, () => ({ decision: 'justified', reason: 'Invented.' })],
  [/\/seal$/, ({ colleagueId, deputyId }) => ({ why: 'other', named: [colleagueId, deputyId] })],
  [/\/seal\/members$/, ({ colleagueId }) => ({ staffId: colleagueId })],
  [/\/erasure$/, () => ({ why: 'client_asked' })],
  [/\/exclusions$/, ({ colleagueId }) => ({ staffId: colleagueId })],
  [/\/lifting$/, () => ({ reason: 'Invented.' })],
  [/\/review$/, () => ({ decision: 'agreed', reason: 'Invented.' })],
  [/\/orders$/, () => ({ appliedOn: '2026-03-02' })],
  [/\/orders\/[^/]+\/breaches$/, () => breach],
  [/\/naming$/, ({ breachVersion }) => ({ ofNotification: 'yes', version: breachVersion })],
  [/\/dismissal$/, ({ breachVersion }) => ({ version: breachVersion })],
  [
    /\/report$|\/breaches\/[^/]+\/steps/,
    ({ breachVersion }) => ({ reportedOn: '2026-03-02', version: breachVersion }),
  ],
  [/\/crime-record$/, ({ breachVersion }) => ({ recordedAsCrime: 'no', version: breachVersion })],
  [
    /\/outcome$/,
    ({ breachVersion }) => ({ outcome: 'arrested', outcomeOn: '2026-03-02', version: breachVersion }),
  ],
  [
    /\/court-result$/,
    ({ breachVersion }) => ({
      courtResult: 'convicted',
      courtResultOn: '2026-03-02',
      version: breachVersion,
    }),
  ],
  [
    /\/interim$/,
    ({ orderVersion }) => ({ on: '2026-03-02', expiresOn: '2026-06-02', version: orderVersion }),
  ],
  [
    /\/full$/,
    ({ orderVersion }) => ({ on: '2026-03-02', lasting: 'until_further_order', version: orderVersion }),
  ],
  [
    /\/orders\/[^/]+\/refusal$/,
    ({ orderVersion }) => ({ on: '2026-03-02', reason: 'not_necessary', version: orderVersion }),
  ],
  [
    /\/orders\/[^/]+\/withdrawal$/,
    ({ orderVersion }) => ({ on: '2026-03-02', reason: 'not_told', version: orderVersion }),
  ],
  [
    /\/service$|\/orders\/[^/]+\/steps/,
    ({ orderVersion }) => ({ kind: 'full', on: '2026-03-02', version: orderVersion }),
  ],
  [/\/notification$/, ({ orderVersion }) => ({ on: '2026-02-14', version: orderVersion })],
  [
    /\/variation$/,
    ({ orderVersion }) => ({ on: '2026-03-02', endChange: 'unchanged', version: orderVersion }),
  ],
  [
    /\/ending$/,
    ({ orderVersion }) => ({
      ending: 'discharged',
      on: '2026-03-02',
      bothConsent: 'yes',
      version: orderVersion,
    }),
  ],
  [
    /\/terms$/,
    ({ orderVersion }) => ({
      kind: 'prohibition',
      wording: 'Invented.',
      fromOn: '2026-03-02',
      version: orderVersion,
    }),
  ],
  [
    /\/terms\/\d+$/,
    ({ orderVersion }) => ({ change: 'removed', fromOn: '2026-03-02', version: orderVersion }),
  ],
  [/cases\/[^/]+\/assessments/, ({ instrument }) => ({ ...assessment, instrumentId: instrument })],
  [/\/assessments\/[^/]+$/, ({ assessmentVersion }) => ({ ...assessment, version: assessmentVersion })],
  [/\/submission$/, ({ assessmentVersion }) => ({ version: assessmentVersion })],
  [/\/referral-batches$/, ({ teamId }) => ({ ...upload, teamId })],
  [
    /\/referral-batches\/[^/]+\/columns$/,
    ({ batchVersion }) => ({ columns: sheetColumns, version: batchVersion }),
  ],
  [/\/referral-batches\/[^/]+\/words$/, ({ batchVersion }) => ({ words: {}, version: batchVersion })],
  [/\/referral-batches\/[^/]+\/\w+$/, ({ batchVersion }) => ({ version: batchVersion })],
  [/\/sent-referrals$/, () => aReferralForm({ ...staffOnly, fullName: 'Invented Sent' })],
  [/\/referrals$/, ({ fullName, bornOn, phone }) => aReferralForm({ fullName, bornOn, value: phone })],
  [/\/foi\/requests$/, () => ({ receivedOn: '2026-03-02', letter: 'How many?', ...requester })],
  [/\/clarifications$/, () => ({ whatWasAsked: 'Which period?', version: 2 })],
  [/\/clarifications\/received$/, () => ({ receivedOn: '2026-03-02', letter: 'How many?', version: 2 })],
  [/\/searches$/, () => ({ question: '1', finding: 'not_held', whereSearched: 'Invented.' })],
  [/requests\/[^/]+\/steps$/, () => ({ act: 'withdraw', version: 2 })],
  [/\/answers$|\/release$/, () => ({ version: 2 })],
  [/answers\/\d+\/approval$/, ({ hash }) => ({ hash, version: 2 })],
  [/\/conflicts$/, () => ({ fullName: 'Invented Nobody', relation: 'family' })],
  [/\/keys$/, ({ teamId }) => ({ name: 'Demo holder', scope: 'send_referrals', teamId, days: 9 })],
  [/\/replacement$/, () => ({ days: 9 })],
  [/\/staff$/, () => ({ displayName: 'Demo New', email: 'new@demo.invalid', role: 'admin' })],
  [/\/staff\/[^/]+\/teams$/, ({ staffVersion }) => ({ teams: [], version: staffVersion })],
  [/\/(suspension|reinstatement)$/, ({ staffVersion }) => ({ version: staffVersion })],
  [/\/teams$/, () => ({ name: 'Demo new team' })],
  [/\/password$/, () => ({ current: 'three invented words', wanted: 'four other invented words' })],
  [/\/sign-in-policy$/, () => ({ roles: [] })],
];

const upload = {
  sender: 'Invented Police',
  source: 'police',
  receivedOn: '2026-03-02',
  receivedTime: '16:30',
  file: Buffer.from(sheet([aRow(1)])).toString('base64'),
};
const sheetColumns = { 0: 'full_name', 5: 'what_happened' };
const safe = { safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no' };
const emergency = { why: 'danger_now', words: 'Invented.', hours: 4 };
const requester = { requesterName: 'Invented Rowan', requesterAddress: 'rowan@requests.invalid' };
const staffOnly = { receivedOn: undefined, receivedTime: undefined, verifiedOn: undefined };
const breach = {
  occurredOn: '2026-03-01',
  ofNotification: 'yes',
  whatHappened: 'Invented.',
  reportedToPolice: 'yes',
  reportedOn: '2026-03-02',
};
const assessment = {
  mode: 'phone',
  answers: answers(),
  professionalBand: 'standard',
  rationale: 'Invented.',
};

/** What is sent to an address; nothing where no form is known for it. */
export function bodyFor(path: string, names: Names): Body {
  const [place = ''] = path.split('?');
  return bodies.find(([of]) => of.test(place))?.[1](names) ?? {};
}

/** What an address asks for besides: which act, and of a list the most there is. */
export function queryFor(template: string, { methodId = '' }: Names): string {
  if (/outgoing\/new$/.test(template)) return `?method=${methodId}`;
  if (/orders\/:orderId\/steps/.test(template)) return '?act=serve';
  if (/breaches\/:breachId\/steps/.test(template)) return '?act=report';
  if (/searches\/new$/.test(template)) return '?question=1';
  if (/\/cases$/.test(template)) return '?whose=team&state=all';
  if (/\/(referrals|foi\/requests)$/.test(template)) return '?state=all';
  return '';
}
