import type { EntityManager } from 'typeorm';
import type { Notice } from './second-factor.codes.js';
import { standingOf } from './second-factor.queries.js';
import type { Standing } from './second-factor.rules.js';

/** What an account signs in with, and what it was not told yet. No secret is among it. */
export interface AccountFactors {
  readonly app: { readonly addedAt: Date; readonly lastUsedAt: Date | null } | null;
  readonly passkeys: readonly OwnPasskey[];
  readonly recoveryCodes: number;
  readonly ssoSince: Date | null;
  readonly notices: readonly { readonly what: Notice; readonly at: Date; readonly mayBeSeen: boolean }[];
}

export interface OwnPasskey {
  readonly id: string;
  readonly name: string;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | null;
}

/** One's own: row security leaves nobody else's. */
export async function accountFactors(tx: EntityManager): Promise<AccountFactors> {
  const [app] = await tx.query<NonNullable<AccountFactors['app']>[]>(
    'SELECT added_at AS "addedAt", last_used_at AS "lastUsedAt" FROM authenticator_app',
  );
  const passkeys = await tx.query<OwnPasskey[]>(
    'SELECT id, name, added_at AS "addedAt", last_used_at AS "lastUsedAt" FROM passkey ORDER BY added_at, id',
  );
  const [codes] = await tx.query<[{ count: number }]>('SELECT count(*)::int AS count FROM recovery_code');
  const [sso] = await tx.query<{ since: Date }[]>('SELECT added_at AS since FROM sso_link');
  const notices = await tx.query<AccountFactors['notices'][number][]>(
    'SELECT what, at, may_see_notice(at) AS "mayBeSeen" FROM sign_in_notice WHERE seen_at IS NULL ORDER BY at, what',
  );
  return { app: app ?? null, passkeys, recoveryCodes: codes.count, ssoSince: sso?.since ?? null, notices };
}

/** How one's own account stands, held so that two removals at once do not leave it without a second factor. */
export async function standingHeld(tx: EntityManager, staffId: string): Promise<Standing> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1710))', [staffId]);
  return standingOf(tx, staffId);
}
