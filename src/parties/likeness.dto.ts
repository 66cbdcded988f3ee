import { Narrative } from '../platform/http/fields.js';

/** Why two records are of one person, or why they were not after all. */
export class MergeForm {
  @Narrative({ message: 'Say why' })
  reason!: string;
}
