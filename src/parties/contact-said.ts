import type { ContactHours, Safety, Weekday } from './contact.codes.js';
import type { ContactFacts, ContactWords } from './record-client.js';
import { hoursSaid } from './safe-hours.rules.js';
import type { SafetyFacts, SafetySaid } from './safe-contact.rules.js';
import type { PlainDate } from '../kernel/plain-date.js';

/** How safe a method is, as a form gives it, what was left empty being undefined. */
export interface SafetyGiven {
  readonly safe: Safety;
  readonly voicemailSafe?: Safety | undefined;
  readonly deviceWatched?: Safety | undefined;
  readonly withheldNumber?: Safety | undefined;
  readonly hours?: ContactHours | undefined;
  readonly times?: Readonly<Partial<Record<Weekday, string>>> | undefined;
  readonly verifiedOn?: PlainDate | undefined;
  readonly recheckOn?: PlainDate | undefined;
}

export type WordsGiven = { readonly [field in keyof ContactWords]?: string | undefined };

export type ContactGiven = SafetyGiven & WordsGiven & Pick<ContactFacts, 'channel' | 'value'>;

/** What a form says of a method. */
export function contactFactsOf(form: ContactGiven): ContactFacts {
  const { channel, value } = form;
  return { channel, value, ...safetyFactsOf(form), ...contactWordsOf(form) };
}

/** What a form leaves out of a method's safety is not known, and so is not safe. @throws RuleBroken of `hoursSaid` */
export function safetyFactsOf(form: SafetyGiven): SafetyFacts {
  return {
    safe: form.safe,
    voicemailSafe: form.voicemailSafe ?? 'unknown',
    deviceWatched: form.deviceWatched ?? 'unknown',
    withheldNumber: form.withheldNumber ?? 'unknown',
    hours: hoursSaid(form),
    verifiedOn: form.verifiedOn ?? null,
    recheckOn: form.recheckOn ?? null,
  };
}

export function contactWordsOf(form: WordsGiven): ContactWords {
  return {
    whenSafe: form.whenSafe ?? null,
    sayWeAre: form.sayWeAre ?? null,
    whoMayAnswer: form.whoMayAnswer ?? null,
    codeWord: form.codeWord ?? null,
    codeQuestion: form.codeQuestion ?? null,
    interpreter: form.interpreter ?? null,
  };
}

/** What a form says of a method and no more, to be held against what is known of it. @throws RuleBroken of `hoursSaid` */
export function safetySaidIn(form: Partial<SafetyGiven>): SafetySaid {
  const { safe, voicemailSafe, deviceWatched, withheldNumber, hours, times = {} } = form;
  const saysWhen = hours !== undefined || Object.keys(times).length > 0;
  return {
    safe,
    voicemailSafe,
    deviceWatched,
    withheldNumber,
    hours: saysWhen ? hoursSaid(form) : undefined,
  };
}
