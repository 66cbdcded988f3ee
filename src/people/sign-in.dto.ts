import { Words } from '../platform/http/fields.js';

export class SignInForm {
  @Words({ message: 'Enter your email address' })
  email!: string;

  @Words({ message: 'Enter your password', max: 1000 })
  password!: string;
}
