import { RuleBroken } from '../kernel/errors.js';
import type { AddressKind, AddressOwner, FormerAnswer } from './address.codes.js';

/** Whose an address is, and what they do there. */
export interface AddressFacts {
  readonly whose: AddressOwner;
  readonly kind: AddressKind;
}

/**
 * Another home of the client’s, or another place where they stay, says nothing of the one before it: that is asked. Somebody
 * can well work at two places, and of the perpetrator nothing is on its way by post.
 */
export function asksAboutTheFormer({ whose, kind }: AddressFacts): boolean {
  return whose === 'client' && (kind === 'home' || kind === 'staying');
}

/**
 * What was said of the address before a new one; null where nobody answered, which the database takes for not known.
 * @throws RuleBroken `former-not-asked` where it is of somebody else, or they do not live there
 */
export function formerSaid(facts: AddressFacts, former: FormerAnswer | undefined): FormerAnswer | null {
  if (former === undefined) return null;
  if (asksAboutTheFormer(facts)) return former;
  throw new RuleBroken(
    'former-not-asked',
    'What became of the one before is asked only of where the client lives or stays. Say of any other on the page of addresses that they are there no longer',
  );
}
