import { codelist, type Code } from '../kernel/codelist.js';

/** All that is ever said of what somebody sent. Each is worked out from when it was sent, and from nothing else. */
export const receiptStates = codelist({
  received: 'Received',
  being_looked_at: 'Being looked at',
  closed: 'Closed',
});
export type ReceiptState = Code<typeof receiptStates>;

/** That someone is sent although they did not agree, to keep them or another from serious harm. */
export const harms = codelist({ yes: 'Somebody may come to serious harm if I do not send this' });
export type Harm = Code<typeof harms>;

/** Whether the person has agreed to be contacted, as whoever fills the form in is asked. */
export const agreements = codelist({
  given: 'Yes',
  refused: 'No, they do not want it',
  not_asked: 'They have not been asked',
});
export type Agreement = Code<typeof agreements>;
