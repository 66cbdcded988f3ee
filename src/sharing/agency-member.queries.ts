import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';

/** Somebody of another agency who has an account here. */
export interface AgencyMember {
  readonly id: string;
  readonly displayName: string;
  readonly agencyId: string;
  readonly agency: string;
}

const select = `SELECT s.id, s.display_name AS "displayName", g.id AS "agencyId", g.name AS agency FROM agency_member m
  JOIN staff s ON s.id = m.staff_id JOIN agency g ON g.id = m.agency_id WHERE s.state = 'active'`;

/** Everybody of an agency who has an account that is not suspended, by name. */
export function membersOf(tx: EntityManager, agencyId: string): Promise<AgencyMember[]> {
  return tx.query<AgencyMember[]>(`${select} AND g.id = $1 ORDER BY lower(s.display_name), s.id`, [agencyId]);
}

/** Of all agencies: whom something can be shown here. */
export async function partnerChoices(tx: EntityManager): Promise<CodeEntry[]> {
  const members = await tx.query<AgencyMember[]>(
    `${select} ORDER BY lower(g.name), lower(s.display_name), s.id`,
  );
  return members.map(({ id, displayName, agency }) => ({ code: id, label: `${displayName}, ${agency}` }));
}

/** @throws NotFound where there is no such partner, or they are suspended */
export async function partnerWith(tx: EntityManager, id: string): Promise<AgencyMember> {
  const [member] = await tx.query<AgencyMember[]>(`${select} AND s.id = $1`, [id]);
  if (!member) throw new NotFound();
  return member;
}

/** The partners who are of no agency yet, by name. */
export function partnersOfNone(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT s.id AS code, s.display_name AS label FROM staff s WHERE s.role = 'partner' AND s.state = 'active'
       AND NOT EXISTS (SELECT FROM agency_member m WHERE m.staff_id = s.id) ORDER BY lower(s.display_name), s.id`,
  );
}

/** Says of which agency a partner is, once and for good. @throws NotFound where there is no such partner to be named */
export async function nameMember(
  tx: EntityManager,
  { agencyId, staffId }: { agencyId: string; staffId: string },
): Promise<void> {
  const waiting = await partnersOfNone(tx);
  if (!waiting.some(({ code }) => code === staffId)) throw new NotFound();
  await tx.query('INSERT INTO agency_member (staff_id, agency_id) VALUES ($1, $2)', [staffId, agencyId]);
}
