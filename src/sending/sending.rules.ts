import { RuleBroken } from '../kernel/errors.js';
import { londonMinuteOfWeek } from '../kernel/london-week.js';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import { consentTo, type ConsentRecord } from '../parties/consent.rules.js';
import type { Channel } from '../parties/contact.codes.js';
import { mayUse, type MethodFacts, type NotUsable } from '../parties/safe-contact.rules.js';
import { isAnyTime } from '../parties/safe-hours.rules.js';
import type { OutgoingKind, OutgoingMessage } from './outgoing.codes.js';

/** What decides whether something may go out, as it stands now. */
export interface SendingFacts {
  readonly method: MethodFacts;
  readonly consents: readonly ConsentRecord[];
  readonly caseClosedOn: PlainDate | null;
}

export type SendingDecision =
  | { readonly maySend: true; readonly inWords: string }
  | { readonly maySend: false; readonly because: NotSendable; readonly inWords: string };

export type NotSendable = NotUsable | 'other_channel' | 'case_closed' | 'no_consent' | 'quiet_hours';

/**
 * Something may go out only to the kind of method it is for, in an open case, with consent to be contacted, and where
 * `mayUse` says so at the instant it goes: one decision for every kind. What a machine sends to a client who said 'any time'
 * keeps the quiet hours; hours that they named are theirs, whatever the clock says.
 * `may_be_sent` in the database says the same, and refuses the row otherwise.
 */
export function maySend(kind: OutgoingKind, facts: SendingFacts, at: Date): SendingDecision {
  const { method, consents, caseClosedOn } = facts;
  if (!kindsFor(method.channel).includes(kind)) return no('other_channel', 'It does not go that way');
  if (caseClosedOn !== null) return no('case_closed', 'Do not use: the case is closed');
  const consent = consentTo('contact', consents, londonDate(at));
  if (!consent.holds)
    return no('no_consent', `There is no consent to contact the client: ${consent.inWords}`);
  const decision = mayUse(method, at);
  if (!decision.mayUse) return { maySend: false, because: decision.because, inWords: decision.inWords };
  if (isSentByMachine(kind) && isAnyTime(method.hours) && isQuiet(at))
    return no('quiet_hours', 'Not between 21:00 and 08:00, unless the client named those hours');
  return { maySend: true, inWords: decision.inWords };
}

function no(because: NotSendable, inWords: string): SendingDecision {
  return { maySend: false, because, inWords };
}

/** The kinds that go to a channel: by whoever dials, by post, or as they are called. */
export function kindsFor(channel: Channel): OutgoingKind[] {
  const kinds = { post: 'letter', text: 'text', email: 'email' } as const;
  if (channel === 'post' || channel === 'text' || channel === 'email') return [kinds[channel]];
  return ['call_sheet', 'calendar_entry'];
}

/**
 * When the method is to be used: now, unless somebody asked for a time that is still to come. A calendar entry is of a time;
 * a call sheet and a letter are of now.
 * @throws RuleBroken `time-missing`, `time-not-asked` or `time-gone-by`
 */
export function whenUsed(kind: OutgoingKind, asked: Date | null, now: Date): Date {
  if (kind === 'calendar_entry' && asked === null)
    throw new RuleBroken('time-missing', 'Enter the day and the time of the appointment');
  if (asked === null) return now;
  if (kind === 'call_sheet' || kind === 'letter')
    throw new RuleBroken('time-not-asked', 'It is made for now: leave the day and the time empty');
  if (asked < now) throw new RuleBroken('time-gone-by', 'Enter a day and a time still to come');
  return asked;
}

/**
 * What something of a kind says; null where it has no words.
 * @throws RuleBroken `message-missing` or `message-not-asked`
 */
export function wordsOf(kind: OutgoingKind, message: OutgoingMessage | null): OutgoingMessage | null {
  if (hasWords(kind) && message === null) throw new RuleBroken('message-missing', 'Select what it is to say');
  if (!hasWords(kind) && message !== null)
    throw new RuleBroken('message-not-asked', 'It says nothing: leave that empty');
  return message;
}

/** Sent by the job; the other kinds are made, for a person to print, keep or dial by. */
export function isSentByMachine(kind: OutgoingKind): kind is 'text' | 'email' {
  return kind === 'text' || kind === 'email';
}

function hasWords(kind: OutgoingKind): boolean {
  return isSentByMachine(kind) || kind === 'letter';
}

/**
 * Whether a message is too late to be sent: more than an hour after its time. Of 10:00 it may still go at 11:00, and not after:
 * "I will ring you at the time we agreed" said three days later sends somebody to the phone for nothing.
 * `may_be_sent` and `sweep_outgoing` in the database say the same.
 */
export function isTooLate(useAt: Date, now: Date): boolean {
  return now.getTime() - useAt.getTime() > 60 * 60_000;
}

const [morning, evening] = [8 * 60, 21 * 60];

/** Before 08:00 or from 21:00 in London: 20:59 is not quiet, 21:00 and 07:59 are. */
export function isQuiet(at: Date): boolean {
  const minute = londonMinuteOfWeek(at) % 1440;
  return minute < morning || minute >= evening;
}

/** Milliseconds until the quiet is over; none where it is not quiet. */
export function quietFor(at: Date): number {
  if (!isQuiet(at)) return 0;
  const minute = londonMinuteOfWeek(at) % 1440;
  return ((morning - minute + 1440) % 1440) * 60_000;
}
