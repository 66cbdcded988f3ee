import type { EntityManager } from 'typeorm';
import type { Standing } from './second-factor.rules.js';

/** How an account stands, as signing in and the account itself see it. */
export async function standingOf(tx: EntityManager, staffId: string): Promise<Standing> {
  const [standing] = await tx.query<[Standing]>(
    `SELECT EXISTS (SELECT FROM authenticator_app WHERE staff_id = s.id) AS "hasApp",
       (SELECT count(*)::int FROM passkey WHERE staff_id = s.id) AS passkeys,
       EXISTS (SELECT FROM sign_in_policy p WHERE p.organisation_id = s.organisation_id AND s.role = ANY (p.passkey_roles)) AS "passkeyRequired"
     FROM staff s WHERE s.id = $1`,
    [staffId],
  );
  return standing;
}

type Purpose = 'offer_app' | 'add_passkey' | 'use_passkey' | 'sso' | 'link_sso';

/** Keeps what a browser must answer; what it was asked before for the same purpose no longer counts. */
export async function keepChallenge(
  tx: EntityManager,
  [holderHash, purpose]: readonly [Buffer, Purpose],
  held: Buffer,
): Promise<void> {
  await tx.query(
    `INSERT INTO factor_challenge (holder_hash, purpose, held) VALUES ($1, $2, $3)
     ON CONFLICT (holder_hash, purpose) DO UPDATE SET held = excluded.held, made_at = now()`,
    [holderHash, purpose, held],
  );
}

/** What was kept for a browser, if it is not over. It stays: an app's secret is offered until its first code is right. */
export async function challengeOf(
  tx: EntityManager,
  holderHash: Buffer,
  purpose: Purpose,
): Promise<Buffer | null> {
  const [row] = await tx.query<{ held: Buffer }[]>(
    `SELECT held FROM factor_challenge WHERE holder_hash = $1 AND purpose = $2 AND made_at > now() - interval '10 minutes'`,
    [holderHash, purpose],
  );
  return row?.held ?? null;
}

/** What was kept for a browser, taken away: it is answered once, rightly or not. */
export async function takeChallenge(
  tx: EntityManager,
  holderHash: Buffer,
  purpose: Purpose,
): Promise<Buffer | null> {
  const [rows] = await tx.query<[{ held: Buffer }[], number]>(
    `DELETE FROM factor_challenge WHERE holder_hash = $1 AND purpose = $2 AND made_at > now() - interval '10 minutes' RETURNING held`,
    [holderHash, purpose],
  );
  return rows[0]?.held ?? null;
}

/** Whether a code's half-minute is later than that of any code taken before; it is then taken itself. */
export async function takeStep(tx: EntityManager, staffId: string, step: number): Promise<boolean> {
  const [, taken] = await tx.query<[unknown, number]>(
    'UPDATE authenticator_app SET last_step = $2, last_used_at = now() WHERE staff_id = $1 AND last_step < $2',
    [staffId, step],
  );
  return taken === 1;
}

export async function takeRecoveryCode(tx: EntityManager, staffId: string, hash: Buffer): Promise<boolean> {
  const [, taken] = await tx.query<[unknown, number]>(
    'DELETE FROM recovery_code WHERE staff_id = $1 AND code_hash = $2',
    [staffId, hash],
  );
  return taken === 1;
}

/** Puts these codes in place of all there were. */
export async function keepRecoveryCodes(
  tx: EntityManager,
  staffId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.query('INSERT INTO recovery_code (staff_id, code_hash) SELECT $1, unnest($2::bytea[])', [
    staffId,
    hashes,
  ]);
}
