import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import type { AgencyKind } from '../parties/agency.codes.js';
import type { ConsentPurpose } from '../parties/consent.codes.js';
import { consentTo, latestAnswer, type NamedConsent } from '../parties/consent.rules.js';

/** Who something is to go to. */
export interface Recipient {
  readonly agencyId: string;
  readonly kind: AgencyKind;
}

/** Somebody's decision to share with an agency against the client's answer, or without one. */
export interface OverrideFacts {
  readonly id: string;
  readonly agencyId: string;
  readonly madeOn: PlainDate;
  readonly decision: 'justified' | 'not_justified' | null;
}

export type ShareBasis =
  | { readonly consentId: string; readonly untilOn: PlainDate | null }
  | { readonly overrideId: string; readonly untilOn: PlainDate };

export type ShareDecision =
  | { readonly mayShare: true; readonly basis: ShareBasis; readonly inWords: string }
  | { readonly mayShare: false; readonly inWords: string };

type SharePurpose = Extract<ConsentPurpose, `share_${string}`>;

/** The consent by which something goes to an agency: a MARAC's and a panel's is one, and whoever else it is must be named. */
export function purposeFor(kind: AgencyKind): SharePurpose {
  if (kind === 'police') return 'share_police';
  return kind === 'marac' || kind === 'masip' ? 'share_marac' : 'share_agency';
}

/** The answers that count for an agency: of a named agency, those alone that name it. */
export function answersFor<C extends NamedConsent>(
  { kind, agencyId }: Recipient,
  consents: readonly C[],
): C[] {
  const purpose = purposeFor(kind);
  return consents.filter(
    (one) => one.purpose === purpose && (purpose !== 'share_agency' || one.agencyId === agencyId),
  );
}

/**
 * Whether something may be shared with an agency on a day, and on what basis: the client's own consent, or else an override
 * for that agency, which holds on the day it was made and until somebody finds it not justified. Whatever is not known is no.
 * Days are inclusive: given until 3 March 2026, one may share on 3 March and not on 4 March; overridden on 3 March, on 3 March alone.
 * UK GDPR art. 7(3); Data Protection Act 2018, sch. 1 para. 18 and sch. 8 para. 4 (safeguarding).
 */
export function mayShare(
  recipient: Recipient,
  { consents, overrides }: { consents: readonly NamedConsent[]; overrides: readonly OverrideFacts[] },
  today: PlainDate,
): ShareDecision {
  const purpose = purposeFor(recipient.kind);
  const answers = answersFor(recipient, consents);
  const standing = consentTo(purpose, answers, today);
  const latest = latestAnswer(purpose, answers);
  if (standing.holds && latest) {
    const { id: consentId, untilOn } = latest;
    return {
      mayShare: true,
      basis: { consentId, untilOn },
      inWords: `The client consents. ${standing.inWords}`,
    };
  }
  const override = overrideFor(recipient.agencyId, overrides, today);
  if (!override)
    return { mayShare: false, inWords: `There is no consent to share with them. ${standing.inWords}` };
  const untilOn = lastDayOf(override);
  const said = `Without consent, by an override of ${inWords(override.madeOn)}, until ${inWords(untilOn)} at the latest. ${standing.inWords}`;
  return { mayShare: true, basis: { overrideId: override.id, untilOn }, inWords: said };
}

/**
 * The last day an agency may keep or use what went to it by an override, inclusive: 90 calendar days after the day it was made, of
 * which that day is none. Of one of 3 March 2026 it is 1 June 2026. `share_is_lawful` in the database says the same.
 */
export function lastDayOf({ madeOn }: Pick<OverrideFacts, 'madeOn'>): PlainDate {
  return addDays(madeOn, 90);
}

/** The override by which something may go to an agency on a day, if somebody has made one. */
export function overrideFor(
  agencyId: string,
  overrides: readonly OverrideFacts[],
  today: PlainDate,
): OverrideFacts | undefined {
  return overrides.find((one) => one.agencyId === agencyId && holds(one, today));
}

function holds({ madeOn, decision }: OverrideFacts, today: PlainDate): boolean {
  return madeOn === today && decision !== 'not_justified';
}

/**
 * The last day an agency may keep or use something, inclusive; returned unchanged. It is today or later, and no later than
 * the consent or the override it goes by.
 * @throws RuleBroken `share-ends-before-it-begins`, `share-outlasts-consent` or `share-outlasts-override`
 */
export function soundEnd(untilOn: PlainDate, basis: ShareBasis, today: PlainDate): PlainDate {
  if (untilOn < today)
    throw new RuleBroken('share-ends-before-it-begins', 'The last day must be today or later');
  if (basis.untilOn === null || untilOn <= basis.untilOn) return untilOn;
  const last = inWords(basis.untilOn);
  throw 'consentId' in basis
    ? new RuleBroken('share-outlasts-consent', `The client consents until ${last}, and no longer`)
    : new RuleBroken(
        'share-outlasts-override',
        `Without consent, they may keep it until ${last}, and no longer`,
      );
}

/** How a share stands on a day: given back or ended, over because its last day has passed, or still with the agency. */
export function standingOf(
  { endedAt, untilOn }: { endedAt: Date | null; untilOn: PlainDate },
  today: PlainDate,
): 'ended' | 'over' | 'live' {
  if (endedAt !== null) return 'ended';
  return untilOn < today ? 'over' : 'live';
}
