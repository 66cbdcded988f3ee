import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { fillWithDemo, type DemoSize } from './demo/fill.js';
import { giveSecondSteps, signInsToPrint } from './demo/second-steps.js';
import { demoPassword } from './demo/world.js';
import { labelOf } from './kernel/codelist.js';
import { roles } from './kernel/actor.js';
import { codeAt } from './people/authenticator-app.js';
import { Clock } from './platform/clock.js';
import { CUSTODIAN, type KeyCustodian } from './platform/sealing/key-custodian.js';
import { Secrets } from './platform/secrets.js';
import { Freezing } from './returns/freezing.service.js';
import { ConflictsAgain } from './safeguards/conflicts-again.service.js';
import { say } from './starting.js';

/** Fills an empty database with the demo services, enters who works there, and freezes the quarters that lie behind them. */
export async function fillDemo(
  app: INestApplicationContext,
  ownerUrl: string,
  size: DemoSize,
): Promise<void> {
  const sealing = { custodian: app.get<KeyCustodian>(CUSTODIAN), secrets: app.get(Secrets) };
  const services = await fillWithDemo(ownerUrl, size, { sealing, say });
  await app.get(ConflictsAgain).enterStaff();
  for (const [index, serviceId] of services.entries()) {
    const frozen = await app.get(Freezing).freezeUpTo(serviceId, size.today);
    say(
      `${String(frozen.length)} quarters frozen, service ${String(index + 1)} of ${String(services.length)}`,
    );
  }
}

/** Whether nobody has put anything in yet. */
export function isEmpty(ownerUrl: string): Promise<boolean> {
  return asOwner(ownerUrl, async (db) => (await db.query('SELECT FROM organisation LIMIT 1')).rowCount === 0);
}

/**
 * Prints one sign-in for each role, where the demo is what the database holds: its address, the secret of its
 * authenticator app, and the code that such an app shows now. Never in production, which refuses these accounts.
 */
export async function sayAccounts(app: INestApplicationContext, ownerUrl: string): Promise<void> {
  const [secrets, now] = [app.get(Secrets), app.get(Clock).now()];
  const accounts = await asOwner(ownerUrl, async (db) => {
    await giveSecondSteps(db, secrets);
    return signInsToPrint(db, secrets);
  });
  if (accounts.length === 0) return;
  say(`Sign in to the demo with the password "${demoPassword}" and the code of an authenticator app, as`);
  for (const { role, email, secret } of accounts) {
    const second = secret ? `${secret}  now ${codeAt(secret, now)}` : 'has no app any more';
    say(`  ${labelOf(roles, role).padEnd(22)} ${email.padEnd(30)} ${second}`);
  }
  say('Later codes: npm run --silent demo:code -- SECRET');
}

async function asOwner<T>(ownerUrl: string, work: (db: Client) => Promise<T>): Promise<T> {
  const db = new Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}
