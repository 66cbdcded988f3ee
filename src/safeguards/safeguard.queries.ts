import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { ExclusionReason, SealReason } from './safeguard.codes.js';

/** Someone kept from a record. What record it is, only who may see that is told. */
export interface Exclusion {
  readonly id: string;
  readonly who: string;
  readonly why: ExclusionReason;
  readonly madeAt: Date;
  readonly lifted: boolean;
  readonly references: readonly string[];
}

const judged = `
  SELECT e.id, s.display_name AS who, e.why, e.made_at AS "madeAt", e.lifted_at IS NOT NULL AS lifted,
         ARRAY(SELECT c.reference FROM case_file c WHERE c.client_id = e.client_id OR c.perpetrator_id = e.perpetrator_id
               UNION SELECT r.reference FROM referral r WHERE r.client_id = e.client_id OR r.perpetrator_id = e.perpetrator_id ORDER BY 1) AS references
  FROM exclusion e JOIN staff s ON s.id = e.staff_id`;

/** Those that hold and are this supervisor's to look at, the latest first. */
export async function exclusionsOnPage(tx: EntityManager, asked: unknown): Promise<Paged<Exclusion>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM exclusion WHERE lifted_at IS NULL',
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Exclusion[]>(
    `${judged} WHERE e.lifted_at IS NULL ORDER BY e.made_at DESC, e.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

export async function exclusionOf(tx: EntityManager, id: string): Promise<Exclusion | undefined> {
  const [exclusion] = await tx.query<Exclusion[]>(`${judged} WHERE e.id = $1`, [id]);
  return exclusion;
}

/** Everybody else of one's service who works with cases. Who is kept from the record already is not told. */
export function caseworkers(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT id AS code, display_name AS label FROM staff
     WHERE role IN ('advocate', 'supervisor') AND state = 'active' AND id <> my_user() ORDER BY display_name, id`,
  );
}

/** Those of a team whom a seal can name. */
export function caseworkersOf(tx: EntityManager, teamId: string): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT s.id AS code, s.display_name || CASE WHEN s.role = 'supervisor' THEN ' (supervisor)' ELSE '' END AS label
     FROM team_member m JOIN staff s ON s.id = m.staff_id
     WHERE m.team_id = $1 AND s.role IN ('advocate', 'supervisor') AND s.state = 'active' ORDER BY s.display_name, s.id`,
    [teamId],
  );
}

/** The seal on a client, whichever record of theirs it was put on, to whoever it names. */
export interface Seal {
  readonly id: string;
  /** Of whichever record it was put on, by whose key what is said of it is sealed. */
  readonly clientId: string;
  readonly why: SealReason;
  readonly sealedAt: Date;
  /** Of two seals on one person, whoever both name. */
  readonly named: readonly string[];
}

/** The latest, where two records that were sealed are of one person: then there are two, and both hold. */
export async function sealOf(tx: EntityManager, clientId: string): Promise<Seal | undefined> {
  const [seal] = await tx.query<Seal[]>(
    `WITH held AS (SELECT * FROM seal WHERE client_id = ANY (records_of($1)) AND lifted_at IS NULL)
     SELECT l.id, l.client_id AS "clientId", l.why, l.sealed_at AS "sealedAt",
       ARRAY(SELECT s.display_name || CASE WHEN EXISTS (SELECT FROM held h JOIN seal_member m ON m.seal_id = h.id
           WHERE m.staff_id = s.id AND m.silently) THEN ' (typed it, and is told of no seal until another decides it)' ELSE '' END
         FROM staff s WHERE NOT EXISTS (SELECT FROM held h WHERE NOT EXISTS (
           SELECT FROM seal_member m WHERE m.seal_id = h.id AND m.staff_id = s.id)) ORDER BY 1) AS named
     FROM held l ORDER BY l.sealed_at DESC, l.id LIMIT 1`,
    [clientId],
  );
  return seal;
}
