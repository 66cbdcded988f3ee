import { roles, type Role } from '../kernel/actor.js';
import { Email, ManyIds, OneOf, Whole, Words } from '../platform/http/fields.js';
import { Password } from '../platform/http/password-field.js';

export class StaffForm {
  @Words({ message: 'Enter their name' })
  displayName!: string;

  @Email({ message: 'Enter their email address' })
  email!: string;

  @OneOf(roles, { message: 'Select what they will do here' })
  role!: Role;

  @ManyIds({ message: 'Select teams from the list', optional: true })
  teams?: string[];
}

/** Something done to an account as it was seen: suspending or reinstating it. */
export class StaffStateForm {
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}

export class StaffTeamsForm extends StaffStateForm {
  @ManyIds({ message: 'Select teams from the list', optional: true })
  teams?: string[];
}

export class TeamForm {
  @Words({ message: 'Enter a name for the team', max: 100 })
  name!: string;
}

export class PasswordForm {
  @Password({ message: 'Enter your password as it is now' })
  current!: string;

  @Password({ message: 'Enter the password you want' })
  wanted!: string;
}

export class InvitationForm {
  @Words({ message: 'Enter the code your administrator gave you' })
  fromProposer!: string;

  /** Not given where one person alone may add the account. */
  @Words({ message: 'Enter the code that whoever approved your account gave you', optional: true })
  fromApprover?: string;

  @Password({ message: 'Enter the password you want' })
  wanted!: string;
}
