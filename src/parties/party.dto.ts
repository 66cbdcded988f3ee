import { Day, OneOf, Whole, Words } from '../platform/http/fields.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { consentPurposes, consentValues, consentWays } from './consent.codes.js';
import type { ConsentPurpose, ConsentValue, ConsentWay } from './consent.codes.js';
import { channels, safeties, type Channel, type Safety } from './contact.codes.js';

export class ContactMethodForm {
  @OneOf(channels, { message: 'Select how the client can be reached' })
  channel!: Channel;

  @Words({ message: 'Enter the number or address', max: 300 })
  value!: string;

  @OneOf(safeties, { message: 'Select whether it is safe to use' })
  safe!: Safety;

  @OneOf(safeties, { message: 'Select whether a voicemail may be left', optional: true })
  voicemailSafe?: Safety;

  @OneOf(safeties, { message: 'Select whether the device may be watched', optional: true })
  deviceWatched?: Safety;

  @Day({ message: 'Enter the day it was verified with the client', optional: true })
  verifiedOn?: PlainDate;

  @Day({ message: 'Enter the day to verify it again', optional: true })
  recheckOn?: PlainDate;

  @Words({ message: 'Enter when it is safe', optional: true })
  whenSafe?: string;

  @Words({ message: 'Enter who to say we are', optional: true })
  sayWeAre?: string;

  @Words({ message: 'Enter the code word', optional: true })
  codeWord?: string;
}

export class VerificationForm {
  @OneOf(safeties, { message: 'Select whether it is safe to use' })
  safe!: Safety;

  @OneOf(safeties, { message: 'Select whether a voicemail may be left' })
  voicemailSafe!: Safety;

  @OneOf(safeties, { message: 'Select whether the device may be watched' })
  deviceWatched!: Safety;

  @Day({ message: 'Enter the day you verified it with the client' })
  verifiedOn!: PlainDate;

  @Day({ message: 'Enter the day to verify it again', optional: true })
  recheckOn?: PlainDate;

  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}

export class ConsentForm {
  @OneOf(consentPurposes, { message: 'Select what the consent is to' })
  purpose!: ConsentPurpose;

  @OneOf(consentValues, { message: 'Select the answer' })
  value!: ConsentValue;

  @OneOf(consentWays, { message: 'Select how we know the answer', optional: true })
  how?: ConsentWay;

  @Day({ message: 'Enter the day of the answer' })
  givenOn!: PlainDate;

  @Day({ message: 'Enter the last day it holds', optional: true })
  untilOn?: PlainDate;
}

export class CorrectionForm {
  @Words({ message: 'Enter the full name' })
  fullName!: string;

  @Words({ message: 'Enter what the client is known as', optional: true })
  knownAs?: string;

  @Day({ message: 'Enter the date of birth', optional: true })
  bornOn?: PlainDate;

  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}
