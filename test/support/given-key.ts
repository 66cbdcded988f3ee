import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { KeyScope, Person } from '../../src/kernel/actor.js';

export interface KeyGiven {
  readonly scope: KeyScope;
  /** Who made it; it is of their organisation. */
  readonly by: Person;
  readonly approvedBy: Person | null;
  readonly team?: string;
}

/** A key for ten days, and its id. */
export async function givenAKey(
  owner: pg.Client,
  { scope, by, approvedBy, team }: KeyGiven,
): Promise<{ id: string; key: string }> {
  const secret = randomBytes(32).toString('base64url');
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO service_key (organisation_id, scope, name, team_id, secret_hash, made_by, expires_at, approved_by, approved_at)
     VALUES ($1, $2, 'Demo holder', $3, $4, $5, now() + interval '10 days', $6::uuid, CASE WHEN $6::uuid IS NOT NULL THEN now() END) RETURNING id`,
    [
      by.organisationId,
      scope,
      team ?? null,
      createHash('sha256').update(secret).digest(),
      by.userId,
      approvedBy?.userId ?? null,
    ],
  );
  const id = rows[0]?.id ?? '';
  return { id, key: `lk_${id}_${secret}` };
}
