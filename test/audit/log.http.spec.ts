import { writeFile } from 'node:fs/promises';
import type { Person } from '../../src/kernel/actor.js';
import { Anchoring } from '../../src/platform/audit/anchoring.js';
import { Sealer } from '../../src/platform/audit/sealer.js';
import { VerifyLogJob } from '../../src/audit/verify-log.job.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { Given } from '../support/given.js';

let house: TestApp;
let service: GivenService;
let kase: CaseIds;
let auditor: Person;
let elsewhere: Person;
let day: string;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  const { team, advocate } = service;
  kase = await givenACase(house.database.owner, { team, advocate, name: 'Demo Sorrel' });
  const given = new Given(house.database.owner);
  auditor = await given.staff('auditor', service.organisation, { name: 'Demo Auditor' });
  elsewhere = await given.staff('auditor', await given.organisation());
  day = String(
    (await service.row(`SELECT (now() AT TIME ZONE 'Europe/London')::date::text AS day`))?.['day'],
  );
});
afterAll(() => house.stop());

const get = async (who: Person, path: string) => (await house.as(who.userId)).get(path);
const days = () => `from=${day}&to=${day}`;

describe('the log', () => {
  it('shows an auditor who opened which case, by its id and nobody’s name but the colleague’s', async () => {
    await get(service.advocate, `/cases/${kase.caseId}`);
    const answer = await get(auditor, `/log?${days()}&act=case.opened`);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`case ${kase.caseId}`);
    expect(answer.text).toContain('Demo Campion');
    expect(answer.text).not.toContain('Sorrel');
  });

  it('is filtered by who, by act and by what came of it', async () => {
    await get(service.outsider, `/cases/${kase.caseId}`);
    const entries = async (query: string) =>
      (await get(auditor, `/api/v1/log?${days()}&${query}`)).body.entries as {
        act: string;
        result: string;
        who: string;
      }[];
    const refused = await entries('result=refused');
    expect(refused).toMatchObject([{ act: 'casefile.show', who: 'Demo Outsider', about: [kase.caseId] }]);
    expect((await entries('act=case')).map(({ act }) => act)).toContain('case.opened');
    for (const { who } of await entries(`by=${service.advocate.userId}`)) expect(who).toBe('Demo Campion');
    expect((await entries(`by=${service.advocate.userId}`)).length).toBeGreaterThan(2);
  });

  it('of other days is not among today’s', async () => {
    const answer = await get(auditor, '/log?from=2020-01-01&to=2020-01-31');
    expect(answer.text).toContain('Nothing like that is in the log');
  });

  it('is of the own organisation alone', async () => {
    const { body } = await get(elsewhere, `/api/v1/log?${days()}`);
    expect(JSON.stringify(body)).not.toContain('Campion');
    expect(body.entries.every(({ who }: { who: string }) => who === 'Demo auditor')).toBe(true);
  });

  it.each(['advocate', 'supervisor'] as const)('is no page to the %s', async (role) => {
    expect((await get(service[role], '/log')).status).toBe(404);
  });
});

describe('an auditor', () => {
  it('reaches no case', async () => {
    for (const path of [
      `/cases/${kase.caseId}`,
      '/cases',
      '/referrals',
      `/cases/${kase.caseId}/access`,
      '/staff',
    ])
      expect([path, (await get(auditor, path)).status]).toEqual([path, 404]);
  });

  it('does not see what the rows of a case said, going round the program', async () => {
    const ask = (columns: string) =>
      house.db.run(auditor, (tx) => tx.query(`SELECT ${columns} FROM audit.entry`));
    await ask('act, ids');
    await expect(ask('new_values')).rejects.toThrow('permission denied');
  });
});

describe('the page on sealing', () => {
  const seal = async () => {
    await house.app.get(Sealer).seal();
    await house.app.get(Anchoring).deliver();
  };
  const verify = async () => {
    const answer = await (await house.as(auditor.userId)).post('/log/verifications');
    expect(answer.headers['location']).toBe('/log/sealing');
    const asked = await service.row('SELECT id FROM audit.verification ORDER BY asked_at DESC LIMIT 1');
    await house.app.get(VerifyLogJob).work({ verificationId: String(asked?.['id']) });
    return (await get(auditor, '/log/sealing')).text;
  };

  it('says what waits, and what is kept outside', async () => {
    expect((await get(auditor, '/log/sealing')).text).toContain('Nothing is kept outside yet');
    await seal();
    const { text } = await get(auditor, '/log/sealing');
    expect(text).toContain('file: up to batch 1');
    expect(text).toMatch(/For \d seconds/);
  });

  it('has the log verified, and says that nothing was changed', async () => {
    const text = await verify();
    expect(text).toContain('Nothing was changed');
    expect(text).toMatch(/\d+ entries in \d+ batches/);
  });

  it('names each fault', async () => {
    await writeFile(house.config.anchorFile, '');
    expect(await verify()).toContain('batch 1: is missing from the anchors (file)');
  });

  it('and health say so where nobody seals', async () => {
    const health = async () => get(auditor, '/health');
    await seal();
    expect((await health()).status).toBe(200);
    await house.database.owner.query(
      `INSERT INTO audit.entry (at, act, actor_role) VALUES (now() - interval '2 minutes', 'some.act', 'postgres')`,
    );
    const answer = await health();
    expect([answer.status, answer.body]).toEqual([503, { status: 'not_ready' }]); // how far behind is nobody's to know
  });
});
