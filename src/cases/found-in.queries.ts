import type { EntityManager } from 'typeorm';
import { recordsOf } from '../parties/likeness.queries.js';

/** A case or a referral that whoever asks may open, in which somebody who was found is. */
export interface FoundIn {
  readonly id: string;
  readonly reference: string;
  readonly kind: 'case' | 'referral';
}

/** The cases these people are in, and the referrals that led to none. */
export function foundIn(
  tx: EntityManager,
  people: readonly string[],
): Promise<(FoundIn & { readonly personId: string })[]> {
  return tx.query(
    `SELECT p.id AS "personId", c.id, c.reference, 'case' AS kind FROM unnest($1::uuid[]) AS p (id)
       JOIN case_file c ON c.client_id = p.id OR c.perpetrator_id = p.id
     UNION ALL SELECT p.id, r.id, r.reference, 'referral' FROM unnest($1::uuid[]) AS p (id)
       JOIN referral r ON (r.client_id = p.id OR r.perpetrator_id = p.id) AND r.case_id IS NULL
     ORDER BY 4, 3`,
    [people],
  );
}

/** Where else the people of a case are, as far as whoever asks may see: in what other records of the same person are in. */
export async function alsoIn(
  tx: EntityManager,
  { id, clientId, perpetratorId }: { id: string; clientId: string; perpetratorId: string | null },
): Promise<readonly FoundIn[]> {
  const people = await recordsOf(tx, [clientId, perpetratorId]);
  const others = people.filter((each) => each !== clientId && each !== perpetratorId);
  return (await foundIn(tx, others)).filter((found) => found.id !== id);
}
