import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { consentTo, latestAnswer, type NamedConsent } from '../parties/consent.rules.js';
import { everythingThatGoesThere, type Going } from '../parties/same-way.rules.js';
import type { HowChecked, NoticeWay, WhyNotTold } from './referrer.codes.js';

/** A referral as far as telling whoever made it asks. */
export interface AnswerFacts {
  readonly state: string;
  readonly sealed: boolean;
  /** Who asked, as a code; null where that is not known. */
  readonly source: string | null;
  /** Whether the person filled in the public form themselves. */
  readonly sentByThemselves: boolean;
  readonly consents: readonly NamedConsent[];
}

export type AnswerDecision =
  | { readonly mayTell: true; readonly consentId: string; readonly inWords: string }
  | { readonly mayTell: false; readonly because: WhyNotTold; readonly inWords: string };

/**
 * Whether whoever referred somebody may be told, on a day, what was decided: where something was, and the person themselves agreed
 * to exactly that. Not asked is no, and what a referrer says they said is no agreement. What is sealed is told to nobody; nor is a
 * duplicate, since that the person was referred before is theirs. Days are inclusive: agreed until 3 March 2026, on 3 March and not
 * on 4 March. UK GDPR art. 7(3). `consent_to_tell` in the database says the same.
 */
export function mayTellReferrer(facts: AnswerFacts, today: PlainDate): AnswerDecision {
  const { state, sealed, source, sentByThemselves, consents } = facts;
  const standing = consentTo('share_referrer', consents, today);
  const no = (because: WhyNotTold): AnswerDecision => ({
    mayTell: false,
    because,
    inWords: standing.inWords,
  });
  if (sealed) return no('sealed');
  if (state === 'received') return no('not_decided');
  if (state === 'duplicate') return no('repeats_another');
  if (source === 'self' || sentByThemselves) return no('came_by_themselves');
  if (source === null) return no('referrer_not_known');
  const latest = latestAnswer('share_referrer', consents);
  if (standing.holds && latest) return { mayTell: true, consentId: latest.id, inWords: standing.inWords };
  return no(standing.state === 'given' ? 'not_asked' : standing.state);
}

const address = /^[^\s@<>,;"()]+@[^\s@<>,;"()]+\.[^\s@<>,;"().]+$/;

/**
 * Where an email to whoever sent a public form may go: what they said they are reached by, where that is one address and not one
 * that the client is reached by too. Null where there is none.
 */
export function emailOfSender(reachedBy: string | null, ways: readonly Going[]): string | null {
  const said = reachedBy?.trim() ?? '';
  if (!address.test(said)) return null;
  return everythingThatGoesThere(ways, said).length > 0 ? null : said;
}

/**
 * That whoever is told in words is known, and of an email that there is where to send it: it says nothing of anybody.
 * @throws RuleBroken `teller-knows-nobody`, `email-needs-no-check` or `no-email-of-sender`
 */
export function soundNotice(
  { way, checked }: { readonly way: NoticeWay; readonly checked: HowChecked | null },
  email: string | null,
): void {
  if (way !== 'email' && checked === null)
    throw new RuleBroken('teller-knows-nobody', 'Select how you know that it is they');
  if (way === 'email' && checked !== null)
    throw new RuleBroken('email-needs-no-check', 'Leave empty how you know them: an email says nothing');
  if (way === 'email' && email === null)
    throw new RuleBroken(
      'no-email-of-sender',
      'There is no email address of theirs that is safe to use. Ring them',
    );
}
