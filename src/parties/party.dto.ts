import { Day, Id, OneOf, Whole, Words } from '../platform/http/fields.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { consentPurposes, consentValues, consentWays } from './consent.codes.js';
import type { ConsentPurpose, ConsentValue, ConsentWay } from './consent.codes.js';

export class ConsentForm {
  @OneOf(consentPurposes, { message: 'Select what the consent is to' })
  purpose!: ConsentPurpose;

  @Id({ message: 'Select the agency', optional: true })
  agencyId?: string;

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
