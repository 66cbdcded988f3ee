import { Narrative } from '../platform/http/fields.js';

export class LookForm {
  @Narrative({ message: 'Say why you look' })
  reason!: string;
}
