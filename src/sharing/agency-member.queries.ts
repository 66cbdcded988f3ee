import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Membership } from './membership.rules.js';

/** Somebody of another agency who has an account here. */
export interface AgencyMember {
  readonly id: string;
  readonly displayName: string;
  readonly agencyId: string;
  readonly agency: string;
}

const select = `SELECT s.id, s.display_name AS "displayName", g.id AS "agencyId", g.name AS agency FROM agency_member m
  JOIN staff s ON s.id = m.staff_id JOIN agency g ON g.id = m.agency_id
  WHERE s.state = 'active' AND m.confirmed_at IS NOT NULL AND m.ended_at IS NULL`;

/** Of all agencies: whom something can be shown here. */
export async function partnerChoices(tx: EntityManager): Promise<CodeEntry[]> {
  const members = await tx.query<AgencyMember[]>(
    `${select} ORDER BY lower(g.name), lower(s.display_name), s.id`,
  );
  return members.map(({ id, displayName, agency }) => ({ code: id, label: `${displayName}, ${agency}` }));
}

/** @throws NotFound where there is no such partner, they are suspended, or nobody confirmed of which agency they are */
export async function partnerWith(tx: EntityManager, id: string): Promise<AgencyMember> {
  const [member] = await tx.query<AgencyMember[]>(`${select} AND s.id = $1`, [id]);
  if (!member) throw new NotFound();
  return member;
}

/** That a partner is, or was, of an agency: who said so, who confirmed it and who ended it. */
export interface MembershipRow extends Membership {
  readonly id: string;
  readonly staffId: string;
  readonly displayName: string;
  readonly isSuspended: boolean;
  readonly namedBy: string;
  readonly namedAt: Date;
  readonly confirmedBy: string | null;
  readonly endedBy: string | null;
}

const memberships = `SELECT m.id, m.staff_id AS "staffId", s.display_name AS "displayName", s.state <> 'active' AS "isSuspended",
    m.named_by AS "namedById", n.display_name AS "namedBy", m.named_at AS "namedAt", c.display_name AS "confirmedBy",
    m.confirmed_at AS "confirmedAt", e.display_name AS "endedBy", m.ended_at AS "endedAt"
  FROM agency_member m JOIN staff s ON s.id = m.staff_id JOIN staff n ON n.id = m.named_by
    LEFT JOIN staff c ON c.id = m.confirmed_by LEFT JOIN staff e ON e.id = m.ended_by WHERE m.agency_id = $1`;

/** A page of whoever is or was of an agency: those who are, by name, then those who were, the latest first. */
export async function membersOnPage(
  tx: EntityManager,
  agencyId: string,
  asked: unknown,
): Promise<Paged<MembershipRow>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM agency_member WHERE agency_id = $1',
    [agencyId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<MembershipRow[]>(
    `${memberships} ORDER BY m.ended_at DESC NULLS FIRST, lower(s.display_name), m.id LIMIT $2 OFFSET $3`,
    [agencyId, place.size, place.offset],
  );
  return { ...place, rows };
}

/** One of an agency. @throws NotFound where it has none such */
export async function membershipWith(
  tx: EntityManager,
  { agencyId, memberId }: { readonly agencyId: string; readonly memberId: string },
): Promise<MembershipRow> {
  const [found] = await tx.query<MembershipRow[]>(`${memberships} AND m.id = $2`, [agencyId, memberId]);
  if (!found) throw new NotFound();
  return found;
}

/** The agencies of which somebody else said that a partner is of them, for whoever asks to confirm. */
export function agenciesToConfirm(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT DISTINCT g.id AS code, g.name AS label FROM agency_member m JOIN agency g ON g.id = m.agency_id
     WHERE m.confirmed_at IS NULL AND m.ended_at IS NULL AND m.named_by <> my_user() ORDER BY g.name, g.id`,
  );
}

/** The partners who are of no agency now, by name. */
export function partnersOfNone(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT s.id AS code, s.display_name AS label FROM staff s WHERE s.role = 'partner' AND s.state = 'active'
       AND NOT EXISTS (SELECT FROM agency_member m WHERE m.staff_id = s.id AND m.ended_at IS NULL) ORDER BY lower(s.display_name), s.id`,
  );
}

/** Says of which agency a partner is, for another to confirm. @throws NotFound where there is no such partner to be named */
export async function nameMember(
  tx: EntityManager,
  { agencyId, staffId }: { agencyId: string; staffId: string },
): Promise<void> {
  const waiting = await partnersOfNone(tx);
  if (!waiting.some(({ code }) => code === staffId)) throw new NotFound();
  await tx.query('INSERT INTO agency_member (staff_id, agency_id) VALUES ($1, $2)', [staffId, agencyId]);
}

/** How many waited still: one, or none. */
export async function confirmMember(tx: EntityManager, memberId: string): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE agency_member SET confirmed_by = my_user(), confirmed_at = now() WHERE id = $1 AND confirmed_at IS NULL AND ended_at IS NULL`,
    [memberId],
  );
  return count;
}

/** As `confirmMember` counts. With it end, in the same transaction, the views that the account could look at. */
export async function endMember(tx: EntityManager, memberId: string): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    'UPDATE agency_member SET ended_by = my_user(), ended_at = now() WHERE id = $1 AND ended_at IS NULL',
    [memberId],
  );
  return count;
}
