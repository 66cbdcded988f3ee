import { labelOf } from '../kernel/codelist.js';
import { identifierKinds, identifierOwners, platforms } from './identifier.codes.js';
import type { IdentifierRecord } from './identifiers.queries.js';

/** What the people of a case are known by, as its page lists it: 'Username, Instagram'. */
export function identifierView({ kind, platform, whose, ...identifier }: IdentifierRecord) {
  const what = labelOf(identifierKinds, kind);
  return {
    ...identifier,
    whose: labelOf(identifierOwners, whose),
    what: platform === null ? what : `${what}, ${labelOf(platforms, platform)}`,
  };
}
