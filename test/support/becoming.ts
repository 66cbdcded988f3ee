import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { SessionToken, type Machine, type Person } from '../../src/kernel/actor.js';
import { Secrets } from '../../src/platform/secrets.js';

/** The secrets of every test: the machines' keys in the template database are derived from the same root. */
export const testSecrets = new Secrets(Buffer.alloc(32, 7));

/** Signs someone in without a password or second step, as the owner may, and as if they had just shown both. */
export async function givenASession(owner: pg.Client, staffId: string): Promise<SessionToken> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  await owner.query("INSERT INTO session (token_hash, staff_id, method) VALUES ($1, $2, 'app')", [
    hash,
    staffId,
  ]);
  return new SessionToken(token);
}

/** Comes in by the door as the program would, on a connection of its own sign-in and inside a transaction. */
export async function comeIn(program: pg.Client, actor: Person | Machine): Promise<void> {
  if (actor.userId !== null) {
    await program.query(`SELECT set_config('role', enter_as_person($1), true)`, [actor.token.reveal()]);
    return;
  }
  await program.query(`SELECT set_config('role', enter_as_machine($1, $2, $3), true)`, [
    actor.role,
    testSecrets.keyFor(`machine/${actor.role}`),
    actor.organisationId,
  ]);
}

/** Who somebody is to the database: a role, and ids, or '' for none. They need not exist. */
export interface Anyone {
  readonly role: string;
  readonly user: string;
  readonly organisation: string;
  /** The case a job was sent to. */
  readonly errand?: string;
  /** The session they came by, of which the database asks when it last showed a second factor. */
  readonly session?: string;
}

/** Makes the owner's own connection anyone at all, until its transaction ends: only the owner may vouch for others. */
export async function become(
  owner: pg.Client,
  { role, user, organisation, errand = '', session = '' }: Anyone,
): Promise<void> {
  await owner.query(
    `SELECT set_config('role', door.vouch(nullif($2, '')::uuid, nullif($3, '')::uuid, $1, nullif($4, '')::uuid, nullif($5, '')::uuid), true)`,
    [role, user, organisation, errand, session],
  );
}
