import { OmitType } from '@nestjs/swagger';
import type { PlainDate } from '../kernel/plain-date.js';
import { Day, OneOf, Whole, Words } from '../platform/http/fields.js';
import { LineOfEach } from '../platform/http/line-of-each.js';
import { channels, contactHours, safeties, weekdays } from './contact.codes.js';
import type { Channel, ContactHours, Safety, Weekday } from './contact.codes.js';

/** A way to reach a client, as it is first said. */
export class ContactMethodForm {
  @OneOf(channels, { message: 'Select how the client can be reached' }) channel!: Channel;
  @Words({ message: 'Enter the number or address', max: 300 }) value!: string;

  @OneOf(safeties, { message: 'Select whether it is safe to use' }) safe!: Safety;
  @OneOf(safeties, { message: 'Select whether a voicemail may be left', optional: true })
  voicemailSafe?: Safety;
  @OneOf(safeties, { message: 'Select whether the device may be watched', optional: true })
  deviceWatched?: Safety;
  @OneOf(safeties, { message: 'Select whether our number must be withheld', optional: true })
  withheldNumber?: Safety;
  @OneOf(contactHours, { message: 'Select when it may be used', optional: true }) hours?: ContactHours;
  @LineOfEach(weekdays, { message: 'Enter the times of each day such as 10:00 to 12:00' })
  times?: Partial<Record<Weekday, string>>;

  @Day({ message: 'Enter the day it was verified with the client', optional: true }) verifiedOn?: PlainDate;
  @Day({ message: 'Enter the day to verify it again', optional: true }) recheckOn?: PlainDate;

  @Words({ message: 'Enter what else there is to know about when', optional: true }) whenSafe?: string;
  @Words({ message: 'Enter who to say we are', optional: true }) sayWeAre?: string;
  @Words({ message: 'Enter who may answer', optional: true }) whoMayAnswer?: string;
  @Words({ message: 'Enter the code word', optional: true }) codeWord?: string;
  @Words({ message: 'Enter the question', optional: true }) codeQuestion?: string;
  @Words({ message: 'Enter the language and whether an interpreter is needed', optional: true })
  interpreter?: string;
}

/** What the client said when somebody verified it with them. */
export class VerificationForm extends OmitType(ContactMethodForm, [
  'channel',
  'value',
  'voicemailSafe',
  'deviceWatched',
  'verifiedOn',
] as const) {
  @OneOf(safeties, { message: 'Select whether a voicemail may be left' }) voicemailSafe!: Safety;
  @OneOf(safeties, { message: 'Select whether the device may be watched' }) deviceWatched!: Safety;
  @Day({ message: 'Enter the day you verified it with the client' }) verifiedOn!: PlainDate;

  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}

/** A number or address in the place of one that is the client's no longer. */
export class ReplacementForm extends OmitType(ContactMethodForm, ['channel'] as const) {
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}

/** What anybody has learnt that makes it less safe than is known. */
export class WarningForm {
  @OneOf(safeties, { message: 'Select whether it is safe to use', optional: true }) safe?: Safety;
  @OneOf(safeties, { message: 'Select whether a voicemail may be left', optional: true })
  voicemailSafe?: Safety;
  @OneOf(safeties, { message: 'Select whether the device may be watched', optional: true })
  deviceWatched?: Safety;
  @OneOf(safeties, { message: 'Select whether our number must be withheld', optional: true })
  withheldNumber?: Safety;
  @OneOf(contactHours, { message: 'Select when it may be used', optional: true }) hours?: ContactHours;
  @LineOfEach(weekdays, { message: 'Enter the times of each day such as 10:00 to 12:00' })
  times?: Partial<Record<Weekday, string>>;

  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}

/** That a number or address is the client's no longer, with none in its place. */
export class EndingForm {
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}
