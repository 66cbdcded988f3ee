import { aReferralForm } from '../support/referral-forms.js';
import { aRow, sheet } from '../intake/batch-desk.js';
import { answers } from '../support/given-risk.js';
import { aroundBodies, share } from './around-bodies.js';
import type { Body } from './asking.js';
import { orderBodies } from './order-bodies.js';
import { contractBodies } from './contract-bodies.js';
import type { Names } from './world.js';

/**
 * Something sound for each change there is, so that whoever is let in is answered by a rule or by the change itself, and
 * nobody by a form: where a wrong body were refused first, an id would never be looked at. The first that fits is sent.
 */
const bodies: readonly (readonly [RegExp, (names: Names) => Body])[] = [
  [/\/notes$/, () => ({ kind: 'client', words: 'Invented.' })],
  [/\/contacts$/, () => ({ on: '2026-03-02', at: '14:05', channel: 'phone', outcome: 'no_answer' })],
  [/\/referrer-answers$/, () => ({ value: 'given', how: 'by_phone', givenOn: '2026-03-02' })],
  [/\/referrer-notices$/, () => ({ way: 'by_phone', checked: 'known_to_us' })],
  [/\/closure$/, ({ caseVersion }) => ({ closedOn: '2026-03-02', reason: 'other', version: caseVersion })],
  [/\/tasks$/, ({ colleagueId }) => ({ title: 'Invented.', dueOn: '2026-03-04', forStaff: colleagueId })],
  [/\/tasks\/[^/]+\/(completion|withdrawal)$/, () => ({ version: 1 })],
  [
    /\/tasks\/[^/]+\/moves$/,
    ({ colleagueId }) => ({ dueOn: '2026-03-09', forStaff: colleagueId, version: 1 }),
  ],
  [/\/task-rules\//, () => ({ days: 3, forWhom: 'supervisor', version: 0 })],
  [/\/allocation$/, ({ colleagueId, caseVersion }) => ({ advocateId: colleagueId, version: caseVersion })],
  [/\/(needs|abilities)$/, () => ({ abilities: ['polish'] })],
  [/\/capacities$/, () => ({ fromOn: '2026-03-01', ftePercent: 60, fullWeight: 40 })],
  [/\/absences$/, () => ({ fromOn: '2026-04-01', toOn: '2026-04-02', reason: 'leave' })],
  [/\/(cover|leaving)$/, () => ({ takers: {} })],
  [/\/contact-methods\/[^/]+\/warning/, ({ methodVersion }) => ({ safe: 'no', version: methodVersion })],
  [
    /\/contact-methods\/[^/]+\/replacement/,
    ({ methodVersion }) => ({ value: '07700 900998', safe: 'unknown', version: methodVersion }),
  ],
  [/\/contact-methods\/[^/]+\/ending/, ({ methodVersion }) => ({ version: methodVersion })],
  [/\/contact-methods$/, () => ({ channel: 'phone', value: '07700 900999', safe: 'yes' })],
  [/\/verification$/, ({ methodVersion }) => ({ ...safe, verifiedOn: '2026-03-02', version: methodVersion })],
  [/\/shares\/[^/]+\/addresses$/, ({ addressId }) => ({ addressId, basis: 'override', why: 'Invented.' })],
  [/\/views$/, ({ partnerId }) => ({ partnerId, ...copy })],
  [/\/research-sheets$/, () => ({ toWhom: 'Invented', theirRole: 'Invented', way: 'meeting', ...copy })],
  [/\/members$/, ({ newcomerId }) => ({ staffId: newcomerId })],
  [/\/addresses$/, () => ({ whose: 'client', kind: 'home', value: '1 Invented Street' })],
  ...aroundBodies,
  [/\/shares$/, ({ agencyId }) => ({ agencyId, ...share })],
  [
    /\/others-panel-referrals$/,
    ({ panelId, agencyId }) => ({ ...others, agencyId: panelId, referredById: agencyId }),
  ],
  [/\/panel-referrals$/, ({ panelId }) => ({ agencyId: panelId, ...share, criteria: ['escalation'] })],
  [/\/meeting$/, () => ({ meetingOn: '2026-03-04', version: 1 })],
  [/\/actions$/, () => ({ words: 'Invented.', dueOn: '2026-03-04' })],
  [/\/actions\/[^/]+\/completion$/, () => ({ doneOn: '2026-03-02', version: 1 })],
  [/\/share-overrides$/, ({ agencyId }) => ({ agencyId, basis: 'serious_harm', why: 'Invented.' })],
  [/\/revocation$/, () => ({ version: 1 })],
  [/\/judgement$/, () => ({ decision: 'justified', reason: 'Invented.' })],
  [/\/agencies$/, () => ({ name: 'Invented agency', kind: 'housing' })],
  [/\/openings$/, () => ({ why: 'check', words: 'Invented.', shownOn: 'screen' })],
  [/\/addresses\/[^/]+\/(ending|confirmation)$/, () => ({ version: 1 })],
  [/\/outgoing$/, ({ methodId }) => ({ methodId, kind: 'calendar_entry', on: '2026-03-04', at: '10:00' })],
  [/\/consents$/, () => ({ purpose: 'contact', value: 'given', how: 'by_phone', givenOn: '2026-03-02' })],
  [/\/perpetrator$/, () => ({ fullName: 'Invented Changed', version: 1 })],
  [/\/(merge|unmerging)$/, () => ({ reason: 'Invented.' })],
  [/\/cases\/[^/]+\/seen-before$/, () => ({ reason: 'Invented.' })],
  [/\/identifiers$/, () => ({ whose: 'client', kind: 'plate', value: 'ZZ12 ABC' })],
  [/\/people(-searches)?$/, ({ fullName }) => ({ words: fullName })],
  [/\/dangers$/, ({ reference }) => ({ reference })],
  [/\/danger\/police$/, () => ({ police: 'done' })],
  [/\/danger\/lead$/, ({ leadId }) => ({ lead: 'done', toldId: leadId })],
  [/\/danger\/agreed$/, () => ({ agreed: 'Invented.' })],
  [/\/danger\/whereabouts$/, () => ({ safe: 'yes', where: '1 Invented Street' })],
  [/\/danger\/ending$/, () => ({ decision: 'no_danger', why: 'Invented.' })],
  [/\/on-call$/, ({ leadId }) => ({ staffId: leadId, ...turn })],
  [/\/retraction$/, () => ({ version: 1 })],
  [/\/client$/, ({ clientVersion }) => ({ fullName: 'Invented Changed', version: clientVersion })],
  [
    /\/referrals\/[^/]+\/decision$/,
    ({ referralVersion }) => ({ decision: 'decline', reason: 'other', version: referralVersion }),
  ],
  [/\/decider$/, ({ deputyId }) => ({ staffId: deputyId })],
  [/\/pauses$/, () => ({ why: 'more_information', untilOn: '2026-03-05' })],
  [
    /\/amendment$/,
    ({ referralVersion }) => ({
      decision: 'redirect',
      reason: 'no_capacity',
      why: 'reviewed',
      version: referralVersion,
    }),
  ],
  [/\/emergency-access$/, ({ reference }) => ({ reference, ...emergency })],
  [/\/emergency-access\/[^/]+\/decision$/, () => ({ decision: 'justified', reason: 'Invented.' })],
  [/\/seal$/, ({ colleagueId, deputyId }) => ({ why: 'other', named: [colleagueId, deputyId] })],
  [/\/seal\/members$/, ({ colleagueId }) => ({ staffId: colleagueId })],
  [/\/erasure$/, () => ({ why: 'client_asked' })],
  [/\/exclusions$/, ({ colleagueId }) => ({ staffId: colleagueId })],
  [/\/lifting$/, () => ({ reason: 'Invented.' })],
  [/\/review$/, () => ({ decision: 'agreed', reason: 'Invented.' })],
  ...contractBodies,
  ...orderBodies,
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
  [/\/desk$/, ({ teamId }) => ({ shownName: 'Demo Care', telephone: '0113 496 0000', teamId, version: 0 })],
  [/\/receipt$/, () => ({ reference: 'RF-2026-2222222', secret: 'BCDFGHJKMNPQ' })],
  [
    /\/forms\//,
    () => ({
      fullName: 'Invented Nobody',
      policeArea: 'E23000033',
      whatHappened: 'Invented.',
      agreed: 'given',
      noSafeWay: 'yes',
    }),
  ],
  [/\/opening-hours$/, () => ({ fromOn: '2026-03-04', times: { monday: '09:00 to 17:00' }, closed: 'yes' })],
  [/\/opening-hours\/days$/, () => ({ onDay: '2026-03-04', opens: 'closed' })],
  [/\/helpline\/counts$/, () => ({ onDay: '2026-03-02', channel: 'phone', ...counted, inPlace: 'yes' })],
  [/\/helpline\/sheet$/, () => ({ sheet: helplineSheet, inPlace: 'yes' })],
  [/\/keys$/, ({ teamId }) => ({ name: 'Demo holder', scope: 'send_referrals', teamId, days: 9 })],
  [/\/replacement$/, () => ({ days: 9 })],
  [/\/staff$/, () => ({ displayName: 'Demo New', email: 'new@demo.invalid', role: 'admin' })],
  [/\/staff\/[^/]+\/teams$/, ({ staffVersion }) => ({ teams: [], version: staffVersion })],
  [/\/(suspension|reinstatement)$/, ({ staffVersion }) => ({ version: staffVersion })],
  [/\/teams$/, () => ({ name: 'Demo new team' })],
  [/\/password$/, () => ({ current: 'three invented words', wanted: 'four other invented words' })],
  [/\/sign-in-policy$/, () => ({ roles: [] })],
];

const counted = { presented: 1, answered: 1, whyUnknown: 'not_recorded', countedBy: 'by_hand' };
const helplineSheet = 'day,channel,presented,why_unknown,counted_by\n2026-03-02,email,1,not_recorded,by_hand';
const copy = { risk: 'Invented.', why: 'Invented.', untilOn: '2026-03-04' };
const others = { referredOn: '2026-03-02' };
const upload = {
  sender: 'Invented Police',
  source: 'police',
  receivedOn: '2026-03-02',
  receivedTime: '16:30',
  file: Buffer.from(sheet([aRow(1)])).toString('base64'),
};
const sheetColumns = { 0: 'full_name', 5: 'what_happened' };
const turn = { fromOn: '2026-03-02', fromTime: '09:00', toOn: '2026-03-09', toTime: '09:00' };
const safe = { safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no' };
const emergency = { why: 'danger_now', words: 'Invented.', hours: 4 };
const requester = { requesterName: 'Invented Rowan', requesterAddress: 'rowan@requests.invalid' };
const staffOnly = { receivedOn: undefined, receivedTime: undefined, verifiedOn: undefined };
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
