import { RuleBroken } from '../kernel/errors.js';
import type { SecondFactor } from './second-factor.codes.js';

/** How an account stands: what it can show, and whether its service's policy wants a passkey of its role. */
export interface Standing {
  readonly hasApp: boolean;
  readonly passkeys: number;
  readonly passkeyRequired: boolean;
}

/**
 * What an account may show besides its password. Where a passkey is required and there is one, an app's code is no longer
 * enough; a recovery code always is, since it is for when the rest is lost. None: the account must enrol before anything else.
 */
export function waysToProve({ hasApp, passkeys, passkeyRequired }: Standing): SecondFactor[] {
  const ways: SecondFactor[] = [];
  if (hasApp && !(passkeyRequired && passkeys > 0)) ways.push('app');
  if (passkeys > 0) ways.push('passkey');
  return ways.length > 0 ? [...ways, 'recovery_code'] : [];
}

/** What an account without any may enrol: a passkey where one is required, else whichever its holder likes. */
export function waysToEnrol({ passkeyRequired }: Standing): ('app' | 'passkey')[] {
  return passkeyRequired ? ['passkey'] : ['app', 'passkey'];
}

/** Whether someone who has shown a second factor must still add a passkey before they come in. */
export function mustAddPasskey({ passkeys, passkeyRequired }: Standing): boolean {
  return passkeyRequired && passkeys === 0;
}

/**
 * Whether another sign-in has shown both steps already: it says so itself (`amr` has `mfa`, RFC 8176), and no passkey of ours
 * is required. What it does not say it has not done.
 */
export function ssoIsEnough(methods: readonly string[], { passkeyRequired }: Standing): boolean {
  return methods.includes('mfa') && !passkeyRequired;
}

/**
 * Lets a factor be taken away that is neither the account's last nor the last passkey of a role that must have one.
 * @throws RuleBroken `last-second-factor`
 */
export function checkRemoval(standing: Standing, removed: 'app' | 'passkey'): void {
  const left = {
    ...standing,
    hasApp: standing.hasApp && removed !== 'app',
    passkeys: standing.passkeys - (removed === 'passkey' ? 1 : 0),
  };
  if (waysToProve(left).length > 0 && !mustAddPasskey(left)) return;
  throw new RuleBroken(
    'last-second-factor',
    'This is the last second step that your sign-in can go by. Add another first.',
  );
}
