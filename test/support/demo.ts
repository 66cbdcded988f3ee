import type { TestApp } from './app.js';
import { fillWithDemo } from '../../src/demo/fill.js';
import { giveSecondSteps } from '../../src/demo/second-steps.js';
import type { Role } from '../../src/kernel/actor.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { Secrets } from '../../src/platform/secrets.js';
import { testSecrets } from './becoming.js';
import { testCustodian } from './sealing.js';
import { Freezing } from '../../src/returns/freezing.service.js';

/** Fills the file's database with demo services, as they stood on a day. */
export async function fillHouse(
  { app, database }: TestApp,
  size: { cases: number; today: string },
): Promise<void> {
  await fillWithDemo(
    database.ownerUrl,
    { cases: size.cases, seed: 1, today: plainDate(size.today) },
    { sealing: { custodian: testCustodian, secrets: testSecrets }, say: () => undefined },
  );
  await giveSecondSteps(database.owner, app.get(Secrets));
}

/** Freezes what is due by the house's clock, for every service. */
export async function freezeWhatIsDue({ app, clock }: TestApp): Promise<void> {
  const freezing = app.get(Freezing);
  for (const service of await freezing.services()) await freezing.freezeUpTo(service, clock.today());
}

/** The people of a role where the first demo service's figures go, or in that service, in the order of their accounts. */
export async function demoStaff({ database }: TestApp, role: Role): Promise<string[]> {
  const { rows } = await database.owner.query<{ id: string }>(
    `SELECT s.id FROM staff s JOIN organisation o ON o.id = s.organisation_id
     WHERE s.role = $1 AND o.name IN ('Demo Harebell Advocacy', 'Demo Commissioner for the Capital') ORDER BY s.email`,
    [role],
  );
  return rows.map(({ id }) => id);
}
