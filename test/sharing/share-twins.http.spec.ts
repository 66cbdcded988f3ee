import { plainDate } from '../../src/kernel/plain-date.js';
import { consentPurposes, consentValues } from '../../src/parties/consent.codes.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { agencyKinds } from '../../src/parties/agency.codes.js';
import { consentsOf } from '../../src/parties/party.queries.js';
import { mayShare } from '../../src/sharing/share.rules.js';
import { Random } from '../../src/demo/random.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenAnAgency } from '../support/given-sharing.js';
import { sized } from '../support/size.js';

let house: TestApp;
let service: GivenService;
let kase: CaseIds;
const agencies: { id: string; kind: (typeof kinds)[number] }[] = [];
const kinds = codesOf(agencyKinds);
beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  kase = await givenACase(house.database.owner, service);
  for (const kind of kinds) {
    const about = { name: `Invented ${kind}`, kind };
    agencies.push({ id: await givenAnAgency(house.database.owner, service.advocate, about), kind });
  }
});
afterAll(() => house.stop());

const random = new Random(7);
const days = ['2026-03-02', '2026-03-03', '2026-03-04'].map((day) => plainDate(day));

/** Any answer at all about anything, at any of three days. */
async function anyAnswer(): Promise<void> {
  const value = random.pick(codesOf(consentValues));
  const untilOn = random.chance(0.4) ? random.pick(days) : null;
  await house.database.owner.query(
    `INSERT INTO consent (client_id, purpose, value, how, given_on, until_on, recorded_by, recorded_at, agency_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), $8)`,
    [
      ...[
        kase.clientId,
        random.pick(codesOf(consentPurposes)),
        value,
        value === 'not_asked'
          ? null
          : random.pick(['by_phone', 'in_writing', 'in_person', 'through_referrer']),
      ],
      ...[days[0], untilOn, service.advocate.userId, random.chance(0.5) ? random.pick(agencies).id : null],
    ],
  );
}

it('the database and the rule say the same of whether something may be shared, by which answer', async () => {
  let allowed = 0;
  for (let times = 0; times < sized(200, 2_000); times += 1) {
    await anyAnswer();
    const [agency, today] = [random.pick(agencies), random.pick(days)];
    const consents = await house.db.run(service.advocate, (tx) => consentsOf(tx, kase.clientId));
    const recipient = { agencyId: agency.id, kind: agency.kind };
    const decision = mayShare(recipient, { consents, overrides: [] }, today);
    const byRule = decision.mayShare && 'consentId' in decision.basis ? decision.basis.consentId : null;
    const { rows } = await house.database.owner.query<{ by: string | null }>(
      'SELECT consent_for($1, $2, $3) AS by',
      [kase.clientId, agency.id, today],
    );
    expect(rows[0]?.by ?? null).toBe(byRule);
    if (byRule !== null) allowed += 1;
  }
  // It was asked where the answer was yes, and where it was no.
  expect(allowed).toBeGreaterThan(5);
});
