import { sexes } from '../codes/demographics.codes.js';
import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { consentPurposes, type ConsentPurpose } from './consent.codes.js';
import { consentTo, type ConsentRecord, type ConsentStanding } from './consent.rules.js';
import { channels, safeties } from './contact.codes.js';
import type { ClientRecord, ContactRecord } from './party.queries.js';
import { mayUse, recheckDay } from './safe-contact.rules.js';
import { worded } from './worded.view.js';

/** One way to reach a client, with whether it may be used today beside it. */
export interface ContactView {
  readonly id: string;
  readonly channel: string;
  readonly value: string;
  readonly usable: boolean;
  readonly decision: string;
  readonly deviceWatched: string;
  readonly verified: string;
  readonly whenSafe: string | null;
  readonly sayWeAre: string | null;
  readonly codeWord: string | null;
}

export interface ConsentView extends ConsentStanding {
  readonly code: ConsentPurpose;
  readonly purpose: string;
}

export interface ClientView {
  readonly fullName: string;
  readonly knownAs: string | null;
  readonly born: string;
  readonly sex: string;
  readonly methods: readonly ContactView[];
  /** Whether there is any way at all that may be used today. */
  readonly reachable: boolean;
  /** Where consent to be contacted stands: a safe phone is not an invitation to ring it. */
  readonly toContact: ConsentStanding;
  readonly consents: readonly ConsentView[];
}

export interface ClientFacts {
  readonly client: ClientRecord;
  readonly methods: readonly ContactRecord[];
  readonly consents: readonly ConsentRecord[];
}

/** A client's record as a page shows it: what may be used today first. */
export function clientView({ client, methods, consents }: ClientFacts, today: PlainDate): ClientView {
  const shown = methods.map((method) => contactView(method, today));
  return {
    fullName: client.fullName,
    knownAs: client.knownAs,
    born: client.bornOn === null ? 'Not known' : inWords(client.bornOn),
    sex: worded(sexes, client.sex, client.sexUnknownReason),
    methods: shown.toSorted((one, other) => Number(other.usable) - Number(one.usable)),
    reachable: shown.some(({ usable }) => usable),
    toContact: consentTo('contact', consents, today),
    consents: consentPurposes.map(({ code, label }) => ({
      code,
      purpose: label,
      ...consentTo(code, consents, today),
    })),
  };
}

export function contactView(method: ContactRecord, today: PlainDate): ContactView {
  const decision = mayUse(method, today);
  const { id, value, whenSafe, sayWeAre, codeWord, verifiedOn, recheckOn } = method;
  return {
    id,
    value,
    whenSafe,
    sayWeAre,
    codeWord,
    channel: labelOf(channels, method.channel),
    usable: decision.mayUse,
    decision: decision.inWords,
    deviceWatched: labelOf(safeties, method.deviceWatched),
    verified: verifiedOn === null ? 'Never verified' : verifiedInWords({ verifiedOn, recheckOn }),
  };
}

function verifiedInWords(checked: { verifiedOn: PlainDate; recheckOn: PlainDate | null }): string {
  return `Verified on ${inWords(checked.verifiedOn)}, to be verified again by ${inWords(recheckDay(checked))}`;
}
