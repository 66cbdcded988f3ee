import { sexes } from '../codes/demographics.codes.js';
import { labelOf } from '../kernel/codelist.js';
import { inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import { consentPurposes, type ConsentPurpose } from './consent.codes.js';
import { consentTo, type ConsentStanding, type NamedConsent } from './consent.rules.js';
import { channels, safeties } from './contact.codes.js';
import type { SaidOnce } from './contact-versions.queries.js';
import type { ClientRecord, ContactRecord } from './party.queries.js';
import type { ContactWords } from './record-client.js';
import { mayUse, recheckDay } from './safe-contact.rules.js';
import { hoursInWords, hoursTyped } from './safe-hours.rules.js';
import { worded } from './worded.view.js';

/** One way to reach a client, with whether it may be used now beside it. */
export interface ContactView {
  readonly id: string;
  readonly channel: string;
  /** Null where it is an address, which is opened by itself, with a reason. */
  readonly value: string | null;
  readonly usable: boolean;
  readonly decision: string;
  readonly deviceWatched: string;
  readonly withheldNumber: string;
  readonly hours: string;
  readonly verified: string;
  readonly ended: string | null;
  readonly words: ContactWords;
}

export interface ConsentView extends ConsentStanding {
  readonly code: ConsentPurpose;
  readonly agencyId: string | null;
  readonly purpose: string;
}

export interface ClientView {
  readonly fullName: string;
  readonly knownAs: string | null;
  readonly born: string;
  readonly sex: string;
  readonly methods: readonly ContactView[];
  /** Whether there is any way at all that may be used now. */
  readonly reachable: boolean;
  /** Where consent to be contacted stands: a safe phone is not an invitation to ring it. */
  readonly toContact: ConsentStanding;
  readonly consents: readonly ConsentView[];
}

export interface ClientFacts {
  readonly client: ClientRecord;
  readonly methods: readonly ContactRecord[];
  readonly consents: readonly NamedConsent[];
}

/** A client's record as a page shows it: what may be used now first, and what is theirs no longer last. */
export function clientView({ client, methods, consents }: ClientFacts, now: Date): ClientView {
  const today = londonDate(now);
  const shown = inOrderOfUse(methods, now).map((method) => contactView(method, now));
  return {
    fullName: client.fullName,
    knownAs: client.knownAs,
    born: client.bornOn === null ? 'Not known' : inWords(client.bornOn),
    sex: worded(sexes, client.sex, client.sexUnknownReason),
    methods: shown,
    reachable: shown.some(({ usable }) => usable),
    toContact: consentTo('contact', consents, today),
    consents: consentPurposes.flatMap(({ code, label }) => [
      { code, purpose: label, agencyId: null, ...consentTo(code, consents.filter(namesNobody), today) },
      ...(code === 'share_agency' ? toAgencies(consents, today) : []),
    ]),
  };
}

/** Where consent stands to each agency that was asked about, by name. */
function toAgencies(consents: readonly NamedConsent[], today: PlainDate): ConsentView[] {
  const names = new Map(consents.map(({ agencyId, agencyName }) => [agencyId, agencyName]));
  const named = [...names].flatMap(([id, name]) => (id === null || name === null ? [] : [{ id, name }]));
  return named
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ id, name }) => {
      const theirs = consents.filter(({ agencyId }) => agencyId === id);
      const purpose = `To information going to ${name}`;
      return {
        code: 'share_agency' as const,
        purpose,
        agencyId: id,
        ...consentTo('share_agency', theirs, today),
      };
    });
}

function namesNobody({ agencyId }: NamedConsent): boolean {
  return agencyId === null;
}

/** What may be used now first, and what is theirs no longer last. */
export function inOrderOfUse(methods: readonly ContactRecord[], now: Date): ContactRecord[] {
  const placeOf = (method: ContactRecord) =>
    mayUse(method, now).mayUse ? 0 : method.endedAt === null ? 1 : 2;
  return methods.toSorted((one, other) => placeOf(one) - placeOf(other));
}

export function contactView(method: ContactRecord, now: Date): ContactView {
  const decision = mayUse(method, now);
  const { id, value, hours, verifiedOn, recheckOn, endedAt } = method;
  const { whenSafe, sayWeAre, whoMayAnswer, codeWord, codeQuestion, interpreter } = method;
  return {
    id,
    value: method.channel === 'post' ? null : value,
    words: { whenSafe, sayWeAre, whoMayAnswer, codeWord, codeQuestion, interpreter },
    channel: labelOf(channels, method.channel),
    usable: decision.mayUse,
    decision: decision.inWords,
    deviceWatched: labelOf(safeties, method.deviceWatched),
    withheldNumber: labelOf(safeties, method.withheldNumber),
    hours: hours.length === 0 ? 'not known' : hoursInWords(hours),
    verified: verifiedOn === null ? 'Never verified' : verifiedInWords({ verifiedOn, recheckOn }),
    ended: endedAt === null ? null : inWords(londonDate(endedAt)),
  };
}

/** What is known of a method, as the form of its verification begins with it. */
export function safetyTyped(method: ContactRecord): Readonly<Record<string, unknown>> {
  const { safe, voicemailSafe, deviceWatched, withheldNumber } = method;
  const { whenSafe, sayWeAre, whoMayAnswer, codeWord, codeQuestion, interpreter } = method;
  const { hours, times = {} } = hoursTyped(method.hours);
  return {
    ...{ safe, voicemailSafe, deviceWatched, withheldNumber, hours },
    ...{ whenSafe, sayWeAre, whoMayAnswer, codeWord, codeQuestion, interpreter },
    ...Object.fromEntries(Object.entries(times).map(([day, line]) => [`times.${day}`, line])),
  };
}

/** What was said of a method one time, for the page that shows what was said of it before. */
export function versionView(said: SaidOnce) {
  return {
    ...said,
    saidBy: said.saidBy ?? 'Larkspur',
    safe: labelOf(safeties, said.safe),
    voicemailSafe: labelOf(safeties, said.voicemailSafe),
    deviceWatched: labelOf(safeties, said.deviceWatched),
    withheldNumber: labelOf(safeties, said.withheldNumber),
    hours: said.hours.length === 0 ? 'Not known' : hoursInWords(said.hours),
    verified:
      said.verifiedOn === null
        ? 'Not verified'
        : verifiedInWords({ verifiedOn: said.verifiedOn, recheckOn: said.recheckOn }),
  };
}

function verifiedInWords(checked: { verifiedOn: PlainDate; recheckOn: PlainDate | null }): string {
  return `Verified on ${inWords(checked.verifiedOn)}, to be verified again by ${inWords(recheckDay(checked))}`;
}
