import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, OneOf, TimeOfDay } from '../platform/http/fields.js';
import { outgoingKinds, outgoingMessages } from '../sending/outgoing.codes.js';
import type { OutgoingKind, OutgoingMessage } from '../sending/outgoing.codes.js';

/** Something to go out to the client: what, and which way. Nobody writes its words. */
export class OutgoingForm {
  @Id({ message: 'Select a way to reach the client' }) methodId!: string;

  @OneOf(outgoingKinds, { message: 'Select what is to go out' }) kind!: OutgoingKind;

  @OneOf(outgoingMessages, { message: 'Select what it is to say', optional: true }) message?: OutgoingMessage;

  @Day({ message: 'Enter the day', optional: true }) on?: PlainDate;

  @TimeOfDay({ message: 'Enter the time', optional: true }) at?: string;
}
