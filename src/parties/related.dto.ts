import { Narrative, OneOf, Whole, Words } from '../platform/http/fields.js';
import { childContacts, households, relatedKinds, relations } from './related.codes.js';
import type { ChildContact, Household, RelatedKind, Relation } from './related.codes.js';

class RelatedForm {
  @OneOf(relations, { message: 'Select what they are to the case' }) relation!: Relation;
  @Words({ message: 'Enter the full name' }) fullName!: string;
  @Words({ message: 'Enter a phone number or an email address', optional: true }) reachedBy?: string;
  @Words({ message: 'Enter where they work', optional: true }) worksFor?: string;
  @Whole({ message: 'Enter the year of birth, such as 2017', optional: true, min: 1990, max: 2100 })
  bornIn?: number;
  @Whole({ message: 'Enter the age in years, from 0 to 17', optional: true, min: 0, max: 17 })
  ageTold?: number;
  @OneOf(households, { message: 'Select whether they live with the client', optional: true })
  inHousehold?: Household;
  @OneOf(childContacts, { message: 'Select what contact is arranged', optional: true })
  contact?: ChildContact;
}

/** Somebody around the client, who is new to the case. */
export class RelatedPersonForm extends RelatedForm {
  @OneOf(relatedKinds, { message: 'Select who it is' }) kind!: RelatedKind;
}

/** What is right of them, and why it is put right. */
export class RelatedCorrectionForm extends RelatedForm {
  @Narrative({ message: 'Say why you correct it' }) reason!: string;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}

/** That they are of the case no longer. */
export class RelatedEndingForm {
  @Narrative({ message: 'Say why they are of this case no longer' }) reason!: string;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}
