import type { PlainDate } from '../kernel/plain-date.js';
import { Day, OneOf, Whole, Words } from '../platform/http/fields.js';
import { identifierKinds, identifierOwners, platforms } from './identifier.codes.js';
import type { IdentifierKind, IdentifierOwner, Platform } from './identifier.codes.js';

export class IdentifierForm {
  @OneOf(identifierOwners, { message: 'Select whose it is' }) whose!: IdentifierOwner;
  @OneOf(identifierKinds, { message: 'Select what it is' }) kind!: IdentifierKind;
  @OneOf(platforms, { message: 'Select where the username is used', optional: true }) platform?: Platform;
  @Words({ message: 'Enter what they are known by', max: 300 }) value!: string;
}

/** That somebody is not known by it after all. */
export class RetractionForm {
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}

/** Who the perpetrator is said to be. */
export class PerpetratorForm {
  @Words({ message: 'Enter the full name' }) fullName!: string;
  @Words({ message: 'Enter what the perpetrator is known as', optional: true }) knownAs?: string;
  @Day({ message: 'Enter the date of birth', optional: true }) bornOn?: PlainDate;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}
