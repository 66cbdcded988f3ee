import { Id, ManyIds, Narrative, OneOf, Words } from '../platform/http/fields.js';
import { sealReasons, type SealReason } from './safeguard.codes.js';

export class ExclusionForm {
  @Id({ message: 'Select who may not see it' })
  staffId!: string;
}

export class SealForm {
  @OneOf(sealReasons, { message: 'Select why it is sealed' })
  why!: SealReason;

  @ManyIds({ message: 'Select who may see it' })
  named!: string[];
}

/** Naming one more person a seal is for. */
export class NamingForm {
  @Id({ message: 'Select who may see it too' })
  staffId!: string;
}

/** What caseworkers say is theirs. An empty form takes back all they said. */
export class OwnDetailsForm {
  @Words({ message: 'Enter a surname', optional: true })
  surname?: string;

  @Words({ message: 'Enter a postcode', optional: true })
  postcode?: string;

  @Words({ message: 'Enter a telephone number', optional: true })
  phone?: string;
}

/** Lifting an exclusion or a seal. */
export class LiftForm {
  @Narrative({ message: 'Say why' })
  reason!: string;
}
