import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { foundIn, type FoundIn } from '../cases/found-in.queries.js';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { findPeople, type PersonFound } from '../parties/find-people.queries.js';
import { addEntry } from '../platform/audit/entry.js';
import { hashOfTerms } from '../platform/audit/hash-of-terms.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import { Secrets } from '../platform/secrets.js';
import type { PeopleSearchForm } from './people-search.dto.js';

export interface PersonListed extends PersonFound {
  readonly in: readonly FoundIn[];
}

@Injectable()
export class PeopleSearch {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Whoever of those this person may see is found by what they typed, a page at a time. The log has what was searched for, under a
   * key, and the cases and referrals it led to.
   * @throws RuleBroken `search-for-something`
   */
  async find(
    actor: Person,
    form: PeopleSearchForm,
  ): Promise<Paged<PersonListed> & { readonly more: boolean }> {
    const terms = { words: form.words ?? '', bornOn: form.bornOn ?? null };
    if (terms.words === '' && terms.bornOn === null) {
      throw new RuleBroken(
        'search-for-something',
        'Enter a name, number, username, registration or reference, or a date of birth',
      );
    }
    return this.db.run(actor, async (tx) => {
      const { people: found, more } = await findPeople(tx, terms, await clientsReferred(tx, terms.words));
      const place = pageOf(form.page, found.length, 20);
      const shown = found.slice(place.offset, place.offset + place.size);
      const where = await foundIn(
        tx,
        shown.map(({ id }) => id),
      );
      await addEntry(tx, {
        act: 'people.searched',
        ids: where.map(({ id }) => id),
        fields: ['full_name', 'known_as', 'born_on', 'reached_by', 'identifier', 'reference'],
        fingerprint: hashOfTerms(this.secrets, [terms.words, terms.bornOn]),
      });
      const rows = shown.map((person) => ({
        ...person,
        in: where.filter(({ personId }) => personId === person.id),
      }));
      return { ...place, rows, more };
    });
  }
}

const referenceShape = /^(SA|RF)-\d{4}-[2-9A-Z]{7}$/;

/** Whose case or referral has this reference, if it is one and they may see it. */
async function clientsReferred(tx: EntityManager, words: string): Promise<string[]> {
  const reference = words.trim().toUpperCase();
  if (!referenceShape.test(reference)) return [];
  const rows = await tx.query<{ clientId: string }[]>(
    `SELECT client_id AS "clientId" FROM case_file WHERE reference = $1
     UNION SELECT client_id FROM referral WHERE reference = $1`,
    [reference],
  );
  return rows.map(({ clientId }) => clientId);
}
