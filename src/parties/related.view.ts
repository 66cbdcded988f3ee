import { labelOf } from '../kernel/codelist.js';
import { inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import { childContacts, households, relatedChanges, relatedKinds, relations } from './related.codes.js';
import type { RelatedChanged, RelatedPerson } from './related.queries.js';
import { ageInWords } from './related.rules.js';

/** Somebody around the client, as a page shows them. */
export function relatedView(person: RelatedPerson, today: PlainDate) {
  const { id, kind, fullName, reachedBy, worksFor, inHousehold, contact, endedAt, version } = person;
  return {
    ...{ id, fullName, reachedBy, worksFor, version },
    isChild: kind === 'child',
    isProfessional: kind === 'professional',
    kind: labelOf(relatedKinds, kind),
    relation: labelOf(relations, person.relation),
    age: kind === 'child' ? ageInWords(person, today) : null,
    livesWithClient: inHousehold === null ? null : labelOf(households, inHousehold),
    contact: contact === null ? null : labelOf(childContacts, contact),
    ended: endedAt === null ? null : inWords(londonDate(endedAt)),
  };
}

/** What the form of a correction begins with. */
export function relatedTyped(person: RelatedPerson): Readonly<Record<string, unknown>> {
  const { relation, fullName, reachedBy, worksFor, bornIn, ageTold, inHousehold, contact } = person;
  const numbers = { bornIn: bornIn ?? '', ageTold: ageTold ?? '' };
  return { relation, fullName, reachedBy, worksFor, ...numbers, inHousehold, contact };
}

export function relatedChangeView({ did, by, at, why }: RelatedChanged) {
  return { did: labelOf(relatedChanges, did), by, on: inWords(londonDate(at)), why };
}
