import { roles } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import type { Permission } from '../kernel/policy.js';

const everyone = codesOf(roles);

/** One's own sign-in: how one shows that it is oneself, and where one is signed in. Nobody has any way to another's. */
export const ownSignIn = {
  view: { roles: everyone },
  // Whoever only holds a session puts nobody else out (OWASP ASVS 5.0.0, 7.5.2). Signing out of one's own needs nothing.
  endSession: { roles: everyone, stepUp: true },
  changeSecondStep: { roles: everyone, stepUp: true },
} as const satisfies Record<string, Permission>;

/** How everyone of an organisation must sign in. */
export const signInPolicy = {
  view: { roles: ['admin'] },
  change: { roles: ['admin'], stepUp: true },
} as const satisfies Record<string, Permission>;
