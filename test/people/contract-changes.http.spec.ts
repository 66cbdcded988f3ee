import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let given: Given;
let service: GivenService;
let contract: string;
let funder: string;
let admin: Person;
let commissioner: Person;
const browsers = new Map<string, Awaited<ReturnType<TestApp['as']>>>();
beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  given = new Given(house.database.owner);
  service = await givenAService(house);
  funder = await given.organisation('commissioner', 'Demo Commissioner');
  admin = await given.staff('admin', service.organisation);
  commissioner = await given.staff('commissioner', funder);
});
beforeEach(async () => {
  await house.database.owner.query(
    'DELETE FROM contract_staffing; DELETE FROM contract_change; DELETE FROM contract_target',
  );
  await house.database.owner.query('DELETE FROM contract_area; DELETE FROM contract');
  contract = await given.contract(funder, service.organisation, ['E23000033']);
});
afterAll(() => house.stop());

async function as(person: Person) {
  const browser = browsers.get(person.userId) ?? (await house.as(person.userId));
  browsers.set(person.userId, browser);
  return browser;
}
const api = (rest = '') => `/api/v1/contracts/${contract}${rest}`;
const post = async (person: Person, rest: string, body: object = {}) =>
  (await as(person)).post(api(rest)).send(body);
const terms = {
  cutOffDays: 15,
  returnDueDays: 30,
  annualCostPounds: 120_000,
  eligibility: 'ex_partner_only',
};
const target = { measure: 'first_attempt', withinHours: 24, sharePercent: 95, countedIn: 'working' };
const staffing = { post: 'advocate', fte: '1', fromOn: '2026-03-01' };
const now = () => service.row('SELECT * FROM contract WHERE id = $1', contract);
const change = async () =>
  String(
    (
      await service.row(
        'SELECT id FROM contract_change WHERE contract_id = $1 ORDER BY proposed_at DESC LIMIT 1',
        contract,
      )
    )?.['id'],
  );

describe('other terms of a contract', () => {
  it('hold once somebody else approves them, and what they were is kept', async () => {
    await (await as(admin)).post(`/contracts/${contract}/terms`).type('form').send(terms).expect(303);
    expect(await now()).toMatchObject({ cut_off_days: 10 });
    const page = (await (await as(service.supervisor)).get(`/contracts/${contract}`)).text;
    expect(page).toContain('Waits for approval');
    const approval = `/contracts/${contract}/changes/${await change()}/approval`;
    await (await as(service.supervisor)).post(approval).type('form').send({}).expect(303);
    expect(await now()).toMatchObject({
      cut_off_days: 15,
      annual_cost_pounds: 120_000,
      eligibility: 'ex_partner_only',
    });
    const { text } = await (await as(commissioner)).get(`/contracts/${contract}`);
    expect(text).toContain('15 days after a quarter ends');
    expect(text).toContain('before: 10 days after a quarter ends');
    expect(text).toContain('before: £100,000');
  });

  it('can be approved by whoever pays, and by nobody twice', async () => {
    await post(admin, '/terms', terms);
    expect((await post(commissioner, `/changes/${await change()}/approval`)).status).toBe(204);
    const twice = await post(service.supervisor, `/changes/${await change()}/approval`);
    expect([twice.status, twice.body.type]).toEqual([422, 'no-longer-waiting']);
  });

  it('are not the proposer’s to approve, nor by plain SQL', async () => {
    await post(admin, '/terms', terms);
    expect((await post(admin, `/changes/${await change()}/approval`)).status).toBe(404);
    const id = await change();
    await expect(
      house.db.run(admin, (tx) =>
        tx.query('UPDATE contract SET cut_off_days = 15 WHERE id = $1', [contract]),
      ),
    ).rejects.toThrow('permission denied');
    await expect(
      house.db.run(admin, (tx) =>
        tx.query(
          `UPDATE contract_change SET decision = 'approved', decided_by = my_user(), decided_at = now() WHERE id = $1`,
          [id],
        ),
      ),
    ).rejects.toThrow('row-level security');
  });

  it('are refused by the other side, or withdrawn by the proposer’s side', async () => {
    await post(admin, '/terms', terms);
    expect((await post(commissioner, `/changes/${await change()}/refusal`)).status).toBe(204);
    await post(admin, '/terms', terms);
    const theirs = await as(await given.staff('admin', funder));
    await theirs.get(api()).expect(200);
    const withdrawal = `/changes/${await change()}/withdrawal`;
    await theirs.post(api(withdrawal)).expect(404);
    expect((await post(admin, withdrawal)).status).toBe(204);
    expect(await now()).toMatchObject({ cut_off_days: 10 });
  });

  it.each([
    ['a return due before the cut-off', { returnDueDays: 15 }, 'return-due-before-cut-off'],
    ['a cut-off longer than 60 days', { cutOffDays: 61 }, undefined],
    ['a cost of nothing', { annualCostPounds: 0 }, undefined],
    [
      'nothing that changes',
      { cutOffDays: 10, returnDueDays: 20, annualCostPounds: 100_000, eligibility: 'any_relationship' },
      'nothing-changes',
    ],
  ])('with %s are refused', async (_, changes, rule) => {
    const answer = await post(admin, '/terms', { ...terms, ...changes });
    expect(answer.status).toBe(422);
    if (rule !== undefined) expect(answer.body.type).toBe(rule);
  });

  it('wait once: another of the same is refused while they do', async () => {
    await post(admin, '/terms', terms);
    expect((await post(admin, '/terms', { ...terms, cutOffDays: 20 })).body.type).toBe('already-proposed');
  });

  it('are nobody’s elsewhere, nor the commissioner’s own administrator’s', async () => {
    const theirs = await given.staff('admin', funder);
    for (const [rest, body] of Object.entries({ '/terms': terms, '/targets': target, '/staffing': staffing }))
      expect((await post(theirs, rest, body)).status).toBe(404);
    const elsewhere = await given.staff('supervisor', await given.organisation());
    await post(admin, '/terms', terms);
    expect((await post(elsewhere, `/changes/${await change()}/approval`)).status).toBe(404);
  });
});

describe('a target of a contract', () => {
  it('is added, replaced and ended, each by two people', async () => {
    const approved = async (rest: string, body: object) => {
      expect((await post(admin, rest, body)).status).toBe(201);
      expect((await post(service.supervisor, `/changes/${await change()}/approval`)).status).toBe(204);
      return ((await (await as(admin)).get(api())).body as { targets: object[] }).targets; // as the API has them
    };
    expect(await approved('/targets', target)).toEqual([{ ...target, risk: null }]);
    expect(await approved('/targets', { ...target, withinHours: 48 })).toEqual([
      { ...target, withinHours: 48, risk: null },
    ]);
    expect(await approved('/targets', { ...target, risk: 'high' })).toHaveLength(2);
    expect(await approved('/target-endings', { measure: 'first_attempt' })).toEqual([
      { ...target, risk: 'high' },
    ]);
    expect((await post(admin, '/target-endings', { measure: 'triage' })).body.type).toBe('no-such-target');
  });
});

describe('whom a contract pays for', () => {
  it('is recorded with days and ended, and cases are held against its advocates', async () => {
    await givenACase(house.database.owner, service);
    await givenACase(house.database.owner, { ...service, closedOn: '2026-02-20' });
    const people = { post: 'advocate', fte: '0.4', fromOn: '1/3/2026' };
    await (await as(admin)).post(`/contracts/${contract}/staffing`).type('form').send(people).expect(303);
    const { body } = await (await as(service.supervisor)).get(api());
    expect(body.caseload).toEqual({ openCases: 1, advocates: 40, each: 2.5 });
    expect((await (await as(service.supervisor)).get(`/contracts/${contract}`)).text).toContain(
      '1 case open on 3 March 2026 in the police areas of this contract, over the 0.4 full-time equivalent advocates',
    );
    expect((await (await as(commissioner)).get(api())).body.caseload).toBeNull();
    const staffingId = body.staffing[0].id as string; // as the API has it
    const early = await post(admin, '/staffing/endings', { staffingId, lastOn: '2026-02-28' });
    expect([early.status, early.body.type]).toEqual([422, 'staffing-ends-before-it-begins']);
    expect((await post(admin, '/staffing/endings', { staffingId, lastOn: '2026-03-02' })).status).toBe(204);
    expect((await (await as(service.supervisor)).get(api())).body.caseload).toMatchObject({
      advocates: 0,
      each: null,
    });
    expect((await post(admin, '/staffing/endings', { staffingId, lastOn: '2026-03-02' })).status).toBe(404);
  });

  it('does not tell that a sealed case is open', async () => {
    const { rows } = await house.database.owner.query(
      'UPDATE case_file SET sealed = true WHERE closed_on IS NULL RETURNING id',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect((await (await as(service.supervisor)).get(api())).body.caseload).toMatchObject({ openCases: 0 });
  });

  it.each([{ fte: '0' }, { fte: 'two' }, { toOn: '2026-02-01' }])('is not recorded as %j', async (wrong) => {
    const { status } = await post(admin, '/staffing', { ...staffing, ...wrong });
    expect(status).toBe(422);
  });
});
