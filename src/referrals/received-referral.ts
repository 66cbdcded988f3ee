import type { PlainDate } from '../kernel/plain-date.js';
import { soundBirth } from '../parties/client.rules.js';
import { soundConsent, type ConsentAnswer } from '../parties/consent.rules.js';
import type { Likeness } from '../parties/matching.rules.js';
import { contactFactsOf, safetySaidIn } from '../parties/contact-said.js';
import type { ContactFacts, NewClient } from '../parties/record-client.js';
import type { SafetySaid } from '../parties/safe-contact.rules.js';
import { soundSafety } from '../parties/sound-safety.rules.js';
import type { Entered } from '../people/conflict-tokens.js';
import { RuleBroken } from '../kernel/errors.js';
import type { ReferralForm } from './referral.dto.js';
import type { Referral } from './referral.entity.js';
import type { SentReferralForm } from './sent-referral.dto.js';
import { ageAtReferral, received, soundContact, soundCyber, soundReport } from './referral.rules.js';

/** The coded facts of a referral as it came in, before anything was decided about it. */
export type ReferralFacts = Pick<
  Referral,
  | 'receivedAt'
  | 'recordedAt'
  | 'source'
  | 'sourceUnknownReason'
  | 'policeArea'
  | 'relationship'
  | 'relationshipUnknownReason'
  | 'cyberElement'
  | 'cyberUnknownReason'
  | 'ageAtReferral'
  | 'ageUnknownReason'
  | 'reportedToPolice'
  | 'reportedUnknownReason'
  | 'policeRecordedAs'
>;

/** Everything a referral says, in the shapes it is kept in. */
export interface ReceivedReferral {
  readonly client: Omit<NewClient, 'teamId'>;
  readonly facts: ReferralFacts;
  readonly cyberTypes: readonly string[];
  readonly perpetratorName: string | null;
  readonly whatHappened: string;
  readonly method: ContactFacts | null;
  /** What was said of the method's safety and no more, to be held against what is known of it. */
  readonly safetySaid: SafetySaid;
  readonly consents: readonly ConsentAnswer[];
}

/** Reads a form as a referral received at this instant. @throws RuleBroken where what it says cannot be so */
export function receivedReferral(
  form: ReferralForm,
  receivedAt: Date,
  present: { now: Date; today: PlainDate },
): ReceivedReferral {
  const { today, now } = present;
  const bornOn = soundBirth(form.bornOn ?? null, today);
  const said = { bornOn, age: form.age ?? null, ageUnknownReason: form.ageUnknownReason ?? null };
  const age = ageAtReferral(said, form.receivedOn);
  const { fullName, knownAs = null, sex = null, sexUnknownReason = null } = form;
  return {
    client: { fullName, knownAs, bornOn, sex, sexUnknownReason },
    facts: { receivedAt: received(receivedAt, now), recordedAt: now, ...codedFacts(form), ...age },
    cyberTypes: form.cyberTypes ?? [],
    perpetratorName: form.perpetratorName ?? null,
    whatHappened: form.whatHappened,
    method: methodOf(form, today),
    safetySaid: safetySaidIn(form),
    consents: consentsOf(form, today),
  };
}

/** What a program outside says that the client answered, as what it is to us: said through the referrer. */
export function asHearsay(form: SentReferralForm): SentReferralForm {
  const ways = ['contactConsentHow', 'supportConsentHow', 'policeConsentHow'] as const;
  const said = ways.filter((way) => form[way] !== undefined);
  return Object.assign({}, form, Object.fromEntries(said.map((way) => [way, 'through_referrer'])));
}

/** Who is referred, for finding whether they have been before. */
export function likenessOf(form: ReferralForm): Likeness {
  const { fullName, knownAs = null, bornOn = null, value } = form;
  return { fullName, knownAs, bornOn, reachedBy: value === undefined ? [] : [value], knownBy: [] };
}

/** Whoever a referral names, for finding conflicts of interest. */
export function peopleIn(
  { client, perpetratorName, method }: ReceivedReferral,
  { clientId, perpetratorId }: { readonly clientId: string; readonly perpetratorId: string | null },
): Entered[] {
  const names = [client.fullName, client.knownAs ?? ''];
  const people: Entered[] = [
    { party: 'client', id: clientId, names, reachedBy: method === null ? [] : [method.value] },
  ];
  if (perpetratorId === null || perpetratorName === null) return people;
  return [...people, { party: 'perpetrator', id: perpetratorId, names: [perpetratorName], reachedBy: [] }];
}

function codedFacts(form: ReferralForm) {
  const { cyberElement = null, cyberTypes = [], reportedToPolice = null, policeRecordedAs = null } = form;
  soundCyber(cyberElement, cyberTypes);
  soundReport(reportedToPolice, policeRecordedAs);
  return {
    source: form.source ?? null,
    sourceUnknownReason: form.sourceUnknownReason ?? null,
    policeArea: form.policeArea,
    relationship: form.relationship ?? null,
    relationshipUnknownReason: form.relationshipUnknownReason ?? null,
    cyberElement,
    cyberUnknownReason: form.cyberUnknownReason ?? null,
    reportedToPolice,
    reportedUnknownReason: form.reportedUnknownReason ?? null,
    policeRecordedAs,
  };
}

function methodOf(form: ReferralForm, today: PlainDate): ContactFacts | null {
  const { channel, value, safe, ...said } = form;
  const given = [channel, value, safe].filter((each) => each !== undefined);
  soundContact({ method: given.length > 0, noSafeWay: form.noSafeWay === 'yes' });
  if (given.length === 0) return null;
  if (channel === undefined || value === undefined || safe === undefined) {
    throw new RuleBroken(
      'contact-method-incomplete',
      'Enter all of these: how the client can be reached, the number or address, and whether it is safe',
    );
  }
  return soundSafety(contactFactsOf({ ...said, channel, value, safe }), today);
}

function consentsOf(form: ReferralForm, today: PlainDate): ConsentAnswer[] {
  const answers = [
    { purpose: 'contact', value: form.contactConsent, how: form.contactConsentHow ?? null },
    { purpose: 'support', value: form.supportConsent, how: form.supportConsentHow ?? null },
    { purpose: 'share_police', value: form.policeConsent, how: form.policeConsentHow ?? null },
  ] as const;
  return answers.map((answer) => soundConsent({ ...answer, givenOn: form.receivedOn, untilOn: null }, today));
}
