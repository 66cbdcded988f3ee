import type { EntityManager } from 'typeorm';
import type { KeyScope } from '../kernel/actor.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { KeyScopeOf } from './key.policy.js';

/** A service key as its pages show it. The key itself is kept nowhere. */
export interface KeyListed extends KeyScopeOf {
  readonly id: string;
  readonly scope: KeyScope;
  readonly name: string;
  readonly teamId: string | null;
  readonly team: string | null;
  readonly replaces: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly approvedBy: string | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly expired: boolean;
}

export interface NewKey {
  readonly scope: KeyScope;
  readonly name: string;
  readonly teamId: string | null;
  readonly days: number;
  readonly replaces: string | null;
  readonly secretHash: Buffer;
}

const select = `
  SELECT k.id, k.scope, k.name, k.team_id AS "teamId", t.name AS team, k.replaces, m.display_name AS "madeBy", k.made_at AS "madeAt",
    k.expires_at AS "expiresAt", a.display_name AS "approvedBy", k.revoked_at AS "revokedAt", u.last_used_at AS "lastUsedAt",
    k.expires_at <= now() AS expired, k.revoked_at IS NOT NULL OR k.expires_at <= now() AS ended, k.approved_at IS NOT NULL AS approved,
    obstacle_to_approving_key(k.id, my_user()) AS obstacle
  FROM service_key k JOIN staff m ON m.id = k.made_by LEFT JOIN staff a ON a.id = k.approved_by
    LEFT JOIN team t ON t.id = k.team_id LEFT JOIN service_key_use u ON u.key_id = k.id`;

/** Those that may be used or wait first, the newest first. */
export async function keysOnPage(tx: EntityManager, asked: unknown): Promise<Paged<KeyListed>> {
  const [counted] = await tx.query<[{ total: number }]>('SELECT count(*) AS total FROM service_key');
  const place = pageOf(asked, counted.total);
  const rows = await tx.query<KeyListed[]>(
    `${select} ORDER BY ended, k.made_at DESC, k.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

export async function keyWith(tx: EntityManager, id: string): Promise<KeyListed | undefined> {
  const [key] = await tx.query<KeyListed[]>(`${select} WHERE k.id = $1`, [id]);
  return key;
}

export async function insertKey(tx: EntityManager, key: NewKey): Promise<string> {
  const [{ id }] = await tx.query<[{ id: string }]>(
    `INSERT INTO service_key (scope, name, team_id, secret_hash, replaces, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 day') RETURNING id`,
    [key.scope, key.name, key.teamId, key.secretHash, key.replaces, key.days],
  );
  return id;
}
