import { keyScopes, type KeyScope } from '../kernel/actor.js';
import { Id, OneOf, Whole, Words } from '../platform/http/fields.js';

export class KeyForm {
  @Words({ message: 'Enter who will hold the key', max: 100 })
  name!: string;

  @OneOf(keyScopes, { message: 'Select what the key is for' })
  scope!: KeyScope;

  @Id({ message: 'Select the team that receives the referrals', optional: true })
  teamId?: string;

  @Whole({ message: 'Enter for how many days, from 1 to 90', min: 1, max: 90 })
  days!: number;
}

export class ReplacementForm {
  @Whole({ message: 'Enter for how many days, from 1 to 90', min: 1, max: 90 })
  days!: number;
}
