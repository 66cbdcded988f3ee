import type { SentReferralForm } from '../referrals/sent-referral.dto.js';
import type { PublicFormCode } from '../referrals/referral.codes.js';
import type { ReferralSender } from '../referrals/sender.queries.js';
import { oneWayOrNone, whyWithoutConsent } from './intake.rules.js';
import type { PublicForm } from './public-form.dto.js';

const notSaid = 'referrer_did_not_supply';

/** A public form as the referral it is. Whatever was not asked or not said has that for its reason. @throws RuleBroken of the rules */
export function asSent(code: PublicFormCode, form: PublicForm): SentReferralForm {
  const { channel, value, safe, noSafeWay, bornOn, relationship } = form;
  const given = { channel: channel !== undefined, value: value !== undefined, none: noSafeWay === 'yes' };
  oneWayOrNone(given);
  const { knownAs, perpetratorName, voicemailSafe, deviceWatched, withheldNumber } = form;
  const { whenSafe, sayWeAre, interpreter } = form;
  const optional = {
    ...{ knownAs, perpetratorName, voicemailSafe, deviceWatched, withheldNumber },
    ...{ whenSafe, sayWeAre, interpreter, ...hoursGiven(form) },
  };
  return {
    fullName: form.fullName,
    whatHappened: form.whatHappened,
    policeArea: form.policeArea,
    source: sourceOf(code, form),
    sexUnknownReason: notSaid,
    cyberUnknownReason: notSaid,
    reportedUnknownReason: notSaid,
    contactConsent: form.agreed,
    ...(form.agreed === 'not_asked'
      ? {}
      : { contactConsentHow: code === 'self' ? 'online' : 'through_referrer' }),
    supportConsent: 'not_asked',
    policeConsent: 'not_asked',
    ...(bornOn === undefined ? { ageUnknownReason: notSaid } : { bornOn }),
    ...(relationship === undefined ? { relationshipUnknownReason: notSaid } : { relationship }),
    ...(noSafeWay === undefined ? {} : { noSafeWay }),
    // Of a way to make contact nobody has verified, what is left empty is unsafe.
    ...(channel === undefined || value === undefined ? {} : { channel, value, safe: safe ?? 'unknown' }),
    ...said(optional),
  } as SentReferralForm; // what is not given is left out, as in a form
}

/** Who sent it, as they said. @throws RuleBroken of `whyWithoutConsent` */
export function senderIn(code: PublicFormCode, form: PublicForm): ReferralSender {
  const { senderName = null, worksFor = null, senderReachedBy = null, passPhrase = null } = form;
  const { agreed, whyWithout = null } = form;
  const seriousHarm = form.seriousHarm === 'yes';
  const why = whyWithoutConsent({ form: code, agreed, seriousHarm, whyWithout });
  return { form: code, name: senderName, worksFor, reachedBy: senderReachedBy, passPhrase, whyWithout: why };
}

/** Whoever writes down times says that it is safe then and not always, also where they chose no answer. */
function hoursGiven({ hours, times = {} }: PublicForm) {
  const written = Object.keys(times).length > 0;
  return { times, hours: hours ?? (written ? ('certain_times' as const) : undefined) };
}

function sourceOf(code: PublicFormCode, { source }: PublicForm) {
  if (code === 'self') return 'self' as const;
  return code === 'on_behalf' ? ('family_friend' as const) : source;
}

function said<T extends object>(facts: T): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>; // fewer of the same
}
