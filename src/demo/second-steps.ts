import type { Client } from 'pg';
import { newAppSecret } from '../people/authenticator-app.js';
import { openSecret, sealSecret } from '../people/sealed-secret.js';
import type { Secrets } from '../platform/secrets.js';
import { accountsToPrint, type DemoAccount } from './world.js';

/** A printed account with the secret of its authenticator app; null where its holder took the app away. */
export interface DemoSignIn extends DemoAccount {
  readonly secret: string | null;
}

/** Gives each demo account that has no second step an authenticator app, so that it can be tried without setting one up. */
export async function giveSecondSteps(db: Client, secrets: Secrets): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT staff_id AS id FROM staff_credential c WHERE is_demo
       AND NOT EXISTS (SELECT FROM authenticator_app a WHERE a.staff_id = c.staff_id)
       AND NOT EXISTS (SELECT FROM passkey p WHERE p.staff_id = c.staff_id)`,
  );
  for (const { id } of rows) {
    const sealed = sealSecret(secrets.keyFor('authenticator-app'), newAppSecret(), id);
    await db.query('INSERT INTO authenticator_app (staff_id, sealed_secret, last_step) VALUES ($1, $2, 0)', [
      id,
      sealed,
    ]);
    await db.query('UPDATE sign_in_notice SET seen_at = now() WHERE staff_id = $1', [id]);
  }
}

/** One account of each role, with what an authenticator app needs to stand in for its holder's. */
export async function signInsToPrint(db: Client, secrets: Secrets): Promise<DemoSignIn[]> {
  const printed: DemoSignIn[] = [];
  for (const account of await accountsToPrint(db)) {
    const { rows } = await db.query<{ id: string; sealed_secret: Buffer }>(
      'SELECT s.id, sealed_secret FROM staff s JOIN authenticator_app ON staff_id = s.id WHERE s.email = $1',
      [account.email],
    );
    const [app] = rows;
    const key = secrets.keyFor('authenticator-app');
    printed.push({ ...account, secret: app ? openSecret(key, app.sealed_secret, app.id) : null });
  }
  return printed;
}
