import { codelist, type Code } from '../kernel/codelist.js';

/** What can go out to a client. Whatever is not one of these does not leave. */
export const outgoingKinds = codelist({
  call_sheet: 'Call sheet',
  letter: 'Letter',
  text: 'Text message',
  email: 'Email',
  calendar_entry: 'Calendar entry',
});
export type OutgoingKind = Code<typeof outgoingKinds>;

/** What a text, an email or a letter says: the words themselves are in templates.ts, and nobody writes others. */
export const outgoingMessages = codelist({
  please_ring: 'Please ring me when it suits you',
  will_ring: 'I will ring at the time we agreed',
  time_has_changed: 'I need to change our time',
});
export type OutgoingMessage = Code<typeof outgoingMessages>;

export const outgoingStates = codelist({
  waiting: 'Waiting to be sent',
  made: 'Made',
  releasing: 'Being sent',
  sent: 'Sent',
  failed: 'Could not be sent',
  unclear: 'Nobody knows whether it was sent',
  stopped: 'Stopped',
});
export type OutgoingState = Code<typeof outgoingStates>;

export const stopReasons = codelist({
  ended: 'the number or address is the client’s no longer',
  less_safe: 'it is less safe than it was',
  consent_ended: 'the client does not agree to be contacted',
  case_closed: 'the case was closed',
  erased: 'the client was erased',
  not_safe_then: 'it was not safe when its time came',
  too_late: 'its time had gone by',
  cancelled: 'somebody cancelled it',
});
export type StopReason = Code<typeof stopReasons>;
