import { roles, type Role } from '../kernel/actor.js';
import { ManyOf, Narrative, Words } from '../platform/http/fields.js';
import { Password } from '../platform/http/password-field.js';

export class SignInForm {
  @Words({ message: 'Enter your email address' })
  email!: string;

  @Password({ message: 'Enter your password' })
  password!: string;
}

/** Both steps at once, for programs. */
export class SignInByProgram extends SignInForm {
  @Words({ message: 'Enter the code of your authenticator app, or a recovery code', max: 100 })
  code!: string;
}

export class CodeForm {
  @Words({ message: 'Enter the code', max: 100 })
  code!: string;
}

/** What a browser answers for a passkey, as JSON: the script puts it there. */
export class PasskeyForm {
  @Narrative({ message: 'Use your passkey: your browser asks for it when you press the button' })
  passkey!: string;
}

export class NewPasskeyForm extends PasskeyForm {
  @Words({ message: 'Enter a name for the passkey, such as “Work laptop”', max: 60 })
  name!: string;
}

/** Where someone goes on after a step-up, with what they had typed there, as JSON. */
export class StepUpPlace {
  @Words({ message: 'Go back and try again', max: 2000 })
  to!: string;

  @Words({ message: 'Go back and try again', max: 200_000, optional: true })
  carried?: string;
}

export class StepUpByCode extends StepUpPlace {
  @Words({ message: 'Enter the code', max: 100 })
  code!: string;
}

export class StepUpByPasskey extends StepUpPlace {
  @Narrative({ message: 'Use your passkey: your browser asks for it when you press the button' })
  passkey!: string;
}

export class PasskeyRolesForm {
  @ManyOf(roles, { message: 'Select roles from the list', optional: true })
  roles?: Role[];
}
