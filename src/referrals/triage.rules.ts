import { RuleBroken } from '../kernel/errors.js';
import { possibleActs, step, type Steps } from '../kernel/steps.js';
import type { OverrideBasis } from '../parties/consent.codes.js';
import type { ConsentStanding } from '../parties/consent.rules.js';
import type { DeclineReason, ReferralState, TriageDecision } from './triage.codes.js';

export type TriageAct = 'accept' | 'wait' | 'redirect' | 'decline' | 'mark_duplicate' | 'give_up_reaching';

/** What may become of a referral. Once decided it stays so: a person who asks again is referred again. */
export const referralSteps = {
  received: {
    accept: 'accepted',
    wait: 'waiting',
    redirect: 'redirected',
    decline: 'declined',
    mark_duplicate: 'duplicate',
    give_up_reaching: 'unreached',
  },
  waiting: {
    accept: 'accepted',
    redirect: 'redirected',
    decline: 'declined',
    mark_duplicate: 'duplicate',
    give_up_reaching: 'unreached',
  },
  accepted: {},
  redirected: {},
  declined: {},
  duplicate: {},
  unreached: {},
} as const satisfies Steps<ReferralState, TriageAct>;

/** The act each decision is. Someone given advice, or returned to who referred them, has been pointed elsewhere. */
const acts = {
  accept: 'accept',
  accept_waitlist: 'wait',
  advice_only: 'redirect',
  redirect: 'redirect',
  return_to_referrer: 'redirect',
  decline: 'decline',
  duplicate: 'mark_duplicate',
  unable_to_contact: 'give_up_reaching',
} as const satisfies Record<TriageDecision, TriageAct>;

/** A decision as it is made, with what it needs. */
export interface DecisionFacts {
  readonly decision: TriageDecision;
  /** Why someone is turned away. */
  readonly reason: DeclineReason | null;
  /** The advocate who takes an accepted referral. */
  readonly advocateId: string | null;
  /** The reference of the referral that a duplicate repeats. */
  readonly repeats: string | null;
  /** Why a case is opened of somebody who does not want us to contact them. */
  readonly basis: OverrideBasis | null;
}

/** A decision with what it needs, and nothing it does not. */
export type Decided = DecisionFacts & { readonly state: ReferralState };

/**
 * The state a decision leads to, with what belongs to it. What another decision would have needed is left out: a form
 * keeps a reason somebody chose before they changed their mind.
 * @throws RuleBroken `impossible-step`, or where what the decision needs is missing: `turning-away-needs-a-reason`,
 * `acceptance-needs-an-advocate`, `duplicate-names-the-first`
 */
export function decided(
  from: ReferralState,
  { decision, reason, advocateId, repeats, basis }: DecisionFacts,
): Decided {
  const act = acts[decision];
  const state = step<ReferralState, TriageAct>(referralSteps, from, act);
  const nothing = { decision, state, reason: null, advocateId: null, repeats: null, basis: null };
  if (act === 'wait' || act === 'give_up_reaching') return nothing;
  if (act === 'accept') {
    if (advocateId !== null) return { ...nothing, advocateId, basis };
    throw new RuleBroken('acceptance-needs-an-advocate', 'Select the advocate who takes the case');
  }
  if (act === 'mark_duplicate') {
    if (repeats !== null) return { ...nothing, repeats };
    throw new RuleBroken('duplicate-names-the-first', 'Enter the reference of the referral that it repeats');
  }
  if (reason !== null) return { ...nothing, reason };
  throw new RuleBroken('turning-away-needs-a-reason', 'Select why the person is turned away');
}

/**
 * Another decision in the place of one that was made, as if it had not been: what opened a case is put right by closing that.
 * @throws RuleBroken `nothing-is-put-right` where it says what was decided already, or as `decided` does
 */
export function amended(before: DecisionFacts, after: DecisionFacts): Decided {
  const made = decided('received', after);
  const same =
    made.decision === before.decision && made.reason === before.reason && made.repeats === before.repeats;
  if (!same) return made;
  throw new RuleBroken('nothing-is-put-right', 'That is what was decided already. Select another decision');
}

/**
 * One who may decide a referral that somebody has in hand by name: that person, or anybody where nobody has it.
 * @throws RuleBroken `taken-up-by-another`
 */
export function inOwnHand(decider: { id: string; name: string } | null, userId: string): void {
  if (decider === null || decider.id === userId) return;
  throw new RuleBroken(
    'taken-up-by-another',
    `${decider.name} has taken this referral up. Take it over first, or let them decide it`,
  );
}

/**
 * Nobody decides alone what they typed themselves, whoever it is of: somebody who is kept from a client could have a case of them.
 * @throws RuleBroken `another-decides`
 */
export function decidedByAnother(leftToAnother: 'to another' | 'to nobody else'): void {
  if (leftToAnother === 'to nobody else') return;
  throw new RuleBroken(
    'another-decides',
    'Another supervisor must decide what you typed. Hand it to one, or leave it: it goes up to them by itself',
  );
}

/**
 * On what basis a case is opened of someone who said that we are not to contact them, which takes one; null where it takes none:
 * not asked, or ended, may be asked about. It is no consent: nothing is sent until they agree (`maySend`).
 * Data Protection Act 2018, sch. 1 para. 18 (safeguarding individuals at risk).
 * @throws RuleBroken `no-consent-to-contact`
 */
export function openedWithoutContact(
  toContact: ConsentStanding['state'],
  basis: OverrideBasis | null,
): OverrideBasis | null {
  if (toContact !== 'refused' && toContact !== 'withdrawn') return null;
  if (basis !== null) return basis;
  throw new RuleBroken(
    'no-consent-to-contact',
    'The person does not want us to contact them. Select on what basis a case is opened all the same, or another decision',
  );
}

/**
 * One that others repeat is their first, and does not become a duplicate itself.
 * @throws RuleBroken `has-duplicates`
 */
export function repeatsNoneOfItsOwn(duplicates: number): void {
  if (duplicates > 0) {
    throw new RuleBroken(
      'has-duplicates',
      'Other referrals are recorded as duplicates of this one, so it cannot be a duplicate itself',
    );
  }
}

/** The decisions open in a state, in the order they are offered. */
export function possibleDecisions(state: ReferralState): TriageDecision[] {
  const possible = new Set<TriageAct>(possibleActs<ReferralState, TriageAct>(referralSteps, state));
  const all = Object.keys(acts) as TriageDecision[]; // the table's own keys, typed by its declaration
  return all.filter((decision) => possible.has(acts[decision]));
}

interface Repeated {
  readonly id: string;
  readonly duplicateOf: string | null;
}

/**
 * The first of a chain of duplicates, which every later one names, so that there are no duplicates of duplicates.
 * @throws RuleBroken `duplicate-of-itself`, or `no-such-referral` where this person sees none with that reference
 */
export function firstOf(repeated: Repeated | undefined, id: string | null): string {
  if (!repeated)
    throw new RuleBroken(
      'no-such-referral',
      'There is no referral with that reference. Check it and enter it again',
    );
  const first = repeated.duplicateOf ?? repeated.id;
  if (first === id)
    throw new RuleBroken(
      'duplicate-of-itself',
      'A referral cannot repeat itself. Enter the reference of the first one',
    );
  return first;
}
