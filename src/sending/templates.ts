import type { OutgoingMessage } from './outgoing.codes.js';

/**
 * Every word that leaves Larkspur, for whoever may be reading over a shoulder or own the phone. It names nobody and nothing,
 * says nothing of what this is about, and holds no link. test/sending/templates.spec.ts holds each of them, letter by letter.
 */
export const clientWords: Readonly<Record<OutgoingMessage, string>> = {
  please_ring: 'Please ring me when it suits you.',
  will_ring: 'I will ring you at the time we agreed.',
  time_has_changed: 'I need to change our time. Please ring me when it suits you.',
};

/** A text, or an email. */
export function messageTo(message: OutgoingMessage): string {
  return `Hello. ${clientWords[message]}`;
}

export const emailSubject = 'Hello';

/** Above and below the words of a letter. Whoever signs it writes their name by hand, or none. */
export const letterFrame = { opening: 'Hello,', closing: 'With best wishes' } as const;

export const calendarTitle = 'Appointment';

/** To whoever referred somebody, where they said they are reached: that there is an answer, and never what, nor of whom. */
export const referrerNotice = {
  subject: 'Hello',
  words: 'Hello. There is an answer to what you sent us. Please ring us.',
} as const;

/** To staff, at their own address: that there is something, and never what. */
export const staffNotice = {
  subject: 'You have a message in Larkspur',
  words: 'You have a message in Larkspur.',
} as const;
