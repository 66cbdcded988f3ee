import { labelOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import { contactFactsOf } from '../parties/contact-said.js';
import type { Likeness } from '../parties/matching.rules.js';
import type { ContactFacts } from '../parties/record-client.js';
import { readForm } from '../platform/http/form.js';
import { likenessOf, receivedReferral, type ReceivedReferral } from '../referrals/received-referral.js';
import { SentReferralForm } from '../referrals/sent-referral.dto.js';
import { batchFields, type BatchField, type BatchSource } from './batch.codes.js';
import type { SheetRow } from './batch-sheet.js';
import { reasonIn, saidIn, type Reading } from './batch-words.rules.js';

/** What holds of every row of a batch. */
export interface Arrival {
  readonly receivedAt: Date;
  readonly source: BatchSource;
}

/** A row as the referral it says, or what is wrong with it: which field, and what to do, in our own words alone. */
export type ReadRow =
  | {
      readonly ok: true;
      readonly received: ReceivedReferral;
      /** A second way to reach the client: a form has one, a sheet may have two. */
      readonly also: ContactFacts | null;
      readonly likeness: Likeness;
    }
  | { readonly ok: false; readonly faults: readonly string[] };

export type Present = { readonly now: Date; readonly today: PlainDate };

/** Reads a row as what a program outside sends would be read: a sheet verifies nothing for us either. */
export function readRow(
  row: SheetRow,
  reading: Reading,
  { arrival, present }: { readonly arrival: Arrival; readonly present: Present },
): ReadRow {
  if (row.cells.length !== reading.header.length)
    return {
      ok: false,
      faults: ['The row has more or fewer cells than the first row. Look for a stray separator or line end'],
    };
  const said = (field: BatchField) => saidIn(row, reading, field);
  const form = readForm(SentReferralForm, formOf(said, arrival));
  if (!form.ok) return { ok: false, faults: Object.entries(form.raw.errors).map(faultIn) };
  const whole = Object.assign({ receivedOn: londonDate(arrival.receivedAt), receivedTime: '' }, form.value);
  try {
    const received = receivedReferral(whole, arrival.receivedAt, present);
    const also = secondMethod(said);
    const likeness = likenessOf(whole);
    const reachedBy = [...likeness.reachedBy, ...(also === null ? [] : [also.value])];
    return { ok: true, received, also, likeness: { ...likeness, reachedBy } };
  } catch (error) {
    if (error instanceof RuleBroken) return { ok: false, faults: [error.message] };
    throw error;
  }
}

type Said = (field: BatchField) => string | null;

function formOf(said: Said, { source }: Arrival): Record<string, string> {
  const policeRecordedAs = said('police_recorded_as');
  return given({
    fullName: said('full_name'),
    knownAs: said('known_as'),
    ...ageOf(said),
    ...known('sex', said('sex')),
    source,
    policeArea: said('police_area'),
    perpetratorName: said('perpetrator_name'),
    ...known('relationship', said('relationship')),
    ...known('cyber', said('cyber_element'), 'cyberElement'),
    whatHappened: said('what_happened'),
    reportedToPolice: 'yes',
    policeRecordedAs,
    ...consent('contactConsent', said('contact_consent')),
    ...consent('supportConsent', said('support_consent')),
    ...consent('policeConsent', said('police_consent')),
    ...reachedAs(said),
  });
}

/** A date of birth is taken before an age, which follows from it. */
function ageOf(said: Said) {
  const [bornOn, age] = [said('born_on'), said('age')];
  if (bornOn !== null) return { bornOn };
  return age === null ? { ageUnknownReason: 'referrer_did_not_supply' } : { age };
}

function known(fact: string, said: string | null, field = fact): Record<string, string | null> {
  const reason = reasonIn(said);
  return reason === null ? { [field]: said } : { [`${fact}UnknownReason`]: reason };
}

function consent(field: string, value: string | null): Record<string, string | null> {
  return { [field]: value, [`${field}How`]: value === 'not_asked' ? null : 'through_referrer' };
}

function reachedAs(said: Said): Record<string, string | null> {
  const [phone, email] = [said('phone'), said('email')];
  if (phone === null && email === null) return { noSafeWay: 'yes' };
  return {
    channel: phone === null ? 'email' : 'phone',
    value: phone ?? email,
    safe: said('safe'),
    voicemailSafe: phone === null ? null : said('voicemail_safe'),
    deviceWatched: said('device_watched'),
    withheldNumber: phone === null ? null : said('withheld_number'),
    hours: said('contact_hours'),
    sayWeAre: said('say_we_are'),
    whenSafe: said('when_safe'),
  };
}

/** The sheet says of one way whether it is safe; of the other nobody has said so. */
function secondMethod(said: Said): ContactFacts | null {
  const [phone, email] = [said('phone'), said('email')];
  if (phone === null || email === null) return null;
  if (email.length > 300)
    throw new RuleBroken('email-too-long', 'Email address: enter at most 300 characters');
  return contactFactsOf({ channel: 'email', value: email, safe: 'unknown' });
}

function given(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
}

function faultIn([field, message]: [string, string]): string {
  const snake = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const code = snake === 'value' || snake === 'channel' ? 'phone' : snake;
  const isField = batchFields.some((each) => each.code === code);
  return isField ? `${labelOf(batchFields, code as BatchField)}: ${message}` : message; // just found among them
}
