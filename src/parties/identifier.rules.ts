import { RuleBroken } from '../kernel/errors.js';
import {
  normalisedContact,
  normalisedCrimeReference,
  normalisedName,
  normalisedPlate,
  normalisedUsername,
} from '../kernel/normalised.js';
import type { IdentifierKind, IdentifierOwner, Platform } from './identifier.codes.js';

/** One thing that somebody is known by. */
export interface IdentifierFacts {
  readonly kind: IdentifierKind;
  /** Where a username is used, and null for all else. */
  readonly platform: Platform | null;
  readonly value: string;
}

const normalisations: Readonly<Record<IdentifierKind, (value: string) => string | null>> = {
  other_name: (value) => normalisedName(value) || null,
  phone: normalisedContact,
  email: normalisedContact,
  username: normalisedUsername,
  plate: normalisedPlate,
  crime_reference: normalisedCrimeReference,
};

/** What two of a kind are compared by, equal where they are the same: 'instagram demo.fern'. Null where it cannot be compared. */
export function comparedAs({ kind, platform, value }: IdentifierFacts): string | null {
  const compared = normalisations[kind](value);
  return compared === null || platform === null ? compared : `${platform} ${compared}`;
}

const asked: Readonly<Record<IdentifierKind, string>> = {
  other_name: 'Enter the name',
  phone: 'Enter a whole phone number',
  email: 'Enter an email address in full',
  username: 'Enter the username, without blanks',
  plate: 'Enter the registration as on the plate, such as AB12 CDE',
  crime_reference: 'Enter the whole crime reference',
};

/**
 * An identifier that can be compared with others; returned unchanged. What could never be found again must not be taken for known.
 * @throws RuleBroken `identifier-not-comparable`; `platform-of-a-username`, which is given for a username and for nothing else;
 * `client-is-reached-by-contact-methods`, since a number of the client's must say how safe it is
 */
export function soundIdentifier<F extends IdentifierFacts>(whose: IdentifierOwner, facts: F): F {
  const { kind, platform, value } = facts;
  if (whose === 'client' && (kind === 'phone' || kind === 'email')) {
    throw new RuleBroken(
      'client-is-reached-by-contact-methods',
      'Add it as a way to reach the client, which says whether it is safe',
    );
  }
  if ((kind === 'username') !== (platform !== null)) {
    throw new RuleBroken('platform-of-a-username', 'Select where a username is used, and for nothing else');
  }
  const comparable = kind !== 'email' || value.includes('@');
  if (!comparable || comparedAs(facts) === null)
    throw new RuleBroken('identifier-not-comparable', asked[kind]);
  return facts;
}
