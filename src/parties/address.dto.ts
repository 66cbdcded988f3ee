import { Id, Narrative, OneOf, Whole, Words } from '../platform/http/fields.js';
import { addressKinds, addressOwners, formerAnswers, openingForms, openingReasons } from './address.codes.js';
import type {
  AddressKind,
  AddressOwner,
  FormerAnswer,
  OpeningForms,
  OpeningReason,
} from './address.codes.js';
import { safeties, type Safety } from './contact.codes.js';

export class AddressForm {
  @OneOf(addressOwners, { message: 'Select whose address it is' }) whose!: AddressOwner;
  @Id({ message: 'Select who around the client it is of', optional: true }) relatedPersonId?: string;
  @OneOf(addressKinds, { message: 'Select what kind of address it is' }) kind!: AddressKind;
  @OneOf(safeties, { message: 'Select whether it is a refuge', optional: true }) refuge?: Safety;
  @OneOf(formerAnswers, { message: 'Select what became of the one before', optional: true })
  former?: FormerAnswer;
  @Words({ message: 'Enter the address', max: 500 }) value!: string;
}

/** Why an address is to be seen, and whether also on paper. */
export class OpeningForm {
  @OneOf(openingReasons, { message: 'Select why you need the address' }) why!: OpeningReason;
  @Narrative({ message: 'Say what you need it for' }) words!: string;
  @OneOf(openingForms, { message: 'Select whether it is to be printed' }) shownOn!: OpeningForms;
}

/** That somebody is there no longer, or is there still. */
export class AddressFoundForm {
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}
