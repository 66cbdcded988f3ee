import { codelist, type Code } from '../kernel/codelist.js';

/** How someone shows that it is they, besides by their password. */
export const secondFactors = codelist({
  app: 'Authenticator app',
  passkey: 'Passkey',
  recovery_code: 'Recovery code',
  sso: 'Your organisation’s own sign-in',
});
export type SecondFactor = Code<typeof secondFactors>;

/** What an account is told at its next sign-in. */
export const notices = codelist({
  app_added: 'An authenticator app was set up',
  app_removed: 'The authenticator app was removed',
  passkey_added: 'A passkey was added',
  passkey_removed: 'A passkey was removed',
  recovery_codes_made: 'New recovery codes were made',
  recovery_code_used: 'A recovery code was used',
  sso_added: 'Your organisation’s own sign-in was linked',
  sso_removed: 'Your organisation’s own sign-in was unlinked',
  second_factor_reset: 'The second step was reset, and had to be set up anew',
});
export type Notice = Code<typeof notices>;
