import { Id, ManyIds, Narrative, OneOf } from '../platform/http/fields.js';
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

/** Lifting an exclusion or a seal. */
export class LiftForm {
  @Narrative({ message: 'Say why' })
  reason!: string;
}
