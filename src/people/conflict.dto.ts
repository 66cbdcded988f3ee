import { OneOf, Words } from '../platform/http/fields.js';
import { conflictRelations, type ConflictRelation } from './conflict.codes.js';

export class ConflictForm {
  @Words({ message: 'Enter their name' })
  fullName!: string;

  @OneOf(conflictRelations, { message: 'Select who they are to you' })
  relation!: ConflictRelation;

  @Words({
    message: 'Enter a phone number, email or home address, username or vehicle registration',
    optional: true,
  })
  reachedBy?: string;
}
