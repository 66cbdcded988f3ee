import { RuleBroken } from '../kernel/errors.js';
import type { PublicFormCode } from '../referrals/referral.codes.js';
import type { Agreement, ReceiptState } from './intake.codes.js';

const hour = 3_600_000;

/** How many forms one line may send, and how many receipts it may ask about, in an hour: an office may be behind one line. */
export const mostInAnHour = { sending: 10, asking: 20 } as const;

/** As many lines of one IPv6 site (/48) may send as often as one line: an office of many, and not the 65,536 that it could make. */
export const linesOfASite = 5;

/** As many sent to one service in an hour raise an alarm. They close nothing: a flood must not keep an honest sender out. */
export const floodInAnHour = 60;

/**
 * What a receipt says: received for the first 24 hours, being looked at until the 28th day is over, closed after it. It is of
 * time alone: no decision about the person, and no duplicate, seal, conflict or erasure, makes any difference to it. Sent on
 * 3 March 2026 at 10:00, it is received until 4 March 10:00 and closed from 31 March 10:00, both exclusive of what follows.
 */
export function receiptState(sentAt: Date, now: Date): ReceiptState {
  const hours = (now.getTime() - sentAt.getTime()) / hour;
  if (hours < 24) return 'received';
  return hours < 28 * 24 ? 'being_looked_at' : 'closed';
}

/** What is said of consent on a public form. */
export interface ConsentSaid {
  readonly form: PublicFormCode;
  readonly agreed: Agreement;
  readonly seriousHarm: boolean;
  readonly whyWithout: string | null;
}

/**
 * Somebody who has not agreed is not kept, and the form is given back: only a professional may send them all the same, to
 * prevent serious harm, and says why (Data Protection Act 2018, sch. 1 para. 18, on safeguarding individuals at risk).
 * @returns why it is sent without consent; null where there is consent
 * @throws RuleBroken `sent-without-consent`, `override-without-reason`
 */
export function whyWithoutConsent({ form, agreed, seriousHarm, whyWithout }: ConsentSaid): string | null {
  if (agreed === 'given') return null;
  if (form !== 'professional' || !seriousHarm)
    throw new RuleBroken(
      'sent-without-consent',
      'Nothing was sent or kept, because the person has not agreed. Ask them first, or ring us',
    );
  if (whyWithout === null)
    throw new RuleBroken(
      'override-without-reason',
      'Enter what harm you fear, and why the person was not asked or overruled',
    );
  return whyWithout;
}

/** @throws RuleBroken `way-not-said`, `way-said-twice` unless one way to reach the person is given, or it is said that there is none */
export function oneWayOrNone(given: {
  readonly channel: boolean;
  readonly value: boolean;
  readonly none: boolean;
}): void {
  if (given.none && (given.channel || given.value))
    throw new RuleBroken(
      'way-said-twice',
      'You entered a way to make contact and said that none is safe. Change one of them',
    );
  if (!given.none && !(given.channel && given.value))
    throw new RuleBroken(
      'way-not-said',
      'Enter how to make contact with the number or address, or say that no way is safe',
    );
}
