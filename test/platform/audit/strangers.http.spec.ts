import { hashOfCode } from '../../../src/people/invitation-code.js';
import { Doorstep } from '../../people/doorstep.js';
import { post } from '../../support/signing-in.js';
import { toldWhile, type EntryRow } from './entries.js';

/** Requests from nobody: whoever has no session, another site's page, a guess at codes. One proxy says where from. */
let door: Doorstep;
beforeAll(async () => {
  door = await Doorstep.open('2026-03-03T10:00:00Z', { proxies: 1 });
});
afterAll(() => door.house.stop());

// A minute of its own for each test: what was counted before is over.
let minutes = 0;
beforeEach(() => {
  minutes += 1;
  return door.anew(new Date(Date.UTC(2026, 2, 3, 10, minutes)).toISOString());
});

const told = (what: () => Promise<unknown>) => toldWhile(door.house.database.owner, what);
const seen = (entries: readonly EntryRow[]) =>
  entries.map(({ act, result, reason, fields }) => [act, result, reason, ...fields]);
const from = (address: string) => door.browser().set('X-Forwarded-For', address);
const policy = (name: string, sql: string) =>
  door.house.database.owner.query(`ALTER POLICY ${name} ON audit.entry WITH CHECK (${sql})`);

describe('the log has a request from nobody', () => {
  it.each([
    ['a page', '/cases', 303, 'cases.list'],
    ['the API', '/api/v1/cases', 401, 'cases.list'],
    ['a record that is not there', '/cases/00000000-0000-4000-8000-000000000000', 303, 'casefile.show'],
  ])('for %s, before it is answered', async (_, path, status, act) => {
    const entries = await told(async () => {
      expect((await from('192.0.2.1').get(path)).status).toBe(status);
    });
    expect(seen(entries)).toEqual([['stranger.refused', 'refused', 'signed-out', act, 'times 1']]);
    expect(entries).toMatchObject([{ actor_id: null, organisation_id: null, ids: [], subject_id: null }]);
  });

  it('with a session that is over, and with a key that is none', async () => {
    const entries = await told(async () => {
      await from('192.0.2.1')
        .get('/home')
        .set('Cookie', `session=${'x'.repeat(43)}`);
      await from('198.51.100.1').get('/api/v1/returns').set('Authorization', 'Bearer lk_none');
    });
    expect(entries.filter(({ reason }) => reason === 'signed-out')).toHaveLength(2);
  });

  it('forged from another site, or without its form’s token, though a session came with it', async () => {
    const person = await door.someone();
    const cookie = await door.house.cookieOf(person.userId);
    const forged = (headers: object) =>
      from('192.0.2.1')
        .post('/account/notices')
        .set({ Cookie: cookie, ...headers });
    const entries = await told(async () => {
      await forged({ 'Sec-Fetch-Site': 'cross-site' }).expect(403);
      await forged({}).expect(403);
    });
    expect(seen(entries)).toEqual([
      ['stranger.refused', 'refused', 'from-elsewhere', 'request.made', 'times 1'],
      ['stranger.refused', 'refused', 'no-token', 'request.made', 'times 1'],
    ]);
  });

  it('that guesses at the codes of an invitation, and not what was guessed', async () => {
    const guess = { fromProposer: 'abcd-efgh', fromApprover: 'ijkl-mnop', wanted: 'teapot gravel lantern' };
    const entries = await told(() => post(from('192.0.2.1'), '/invitation', guess).expect(422));
    expect(seen(entries)).toEqual([
      ['stranger.refused', 'refused', 'invitation-not-usable', 'invitations.create', 'times 1'],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/abcd|teapot/);
    expect(JSON.stringify(entries)).not.toContain(hashOfCode('abcd-efgh').toString('hex'));
  });

  it('and tells nobody anything where it cannot be written', async () => {
    await policy('entry_of_stranger', 'false');
    expect((await from('192.0.2.1').get('/api/v1/cases')).status).toBe(500);
    await policy('entry_of_stranger', `actor_id IS NULL AND act = 'stranger.refused'`);
    minutes += 1;
    await door.anew(new Date(Date.UTC(2026, 2, 3, 10, minutes)).toISOString());
    expect((await from('192.0.2.1').get('/api/v1/cases')).status).toBe(401);
  });
});

describe('a flood', () => {
  it('of one network leaves its first, its tenth and its hundredth, and begins anew the next minute', async () => {
    const flood = async () => {
      for (let times = 0; times < 120; times += 1)
        await from(`192.0.2.${String(times)}`)
          .get('/api/v1/cases')
          .expect(401);
    };
    expect(seen(await told(flood)).map((line) => line.at(-1))).toEqual(['times 1', 'times 10', 'times 100']);
    minutes += 1;
    await door.anew(new Date(Date.UTC(2026, 2, 3, 10, minutes)).toISOString());
    expect(await told(() => from('192.0.2.1').get('/home'))).toHaveLength(1);
  });

  it('of ever new networks leaves few more lines than sixty', async () => {
    const entries = await told(async () => {
      for (let network = 0; network < 170; network += 1)
        await from(`10.${String(network)}.0.1`)
          .get('/api/v1/cases')
          .expect(401);
    });
    expect(entries).toHaveLength(60 + 3); // and of all others the first, the tenth and the hundredth
  });

  it('tells networks apart, and not by their addresses', async () => {
    const entries = await told(async () => {
      await from('192.0.2.1').get('/home');
      await from('198.51.100.1').get('/home');
      await from('2001:db8:7:9::1').get('/home');
    });
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(JSON.stringify(entries)).not.toMatch(/192\.0|2001:db8/);
  });
});

it('is read by the auditors of any organisation', async () => {
  await from('192.0.2.1').get('/home');
  const auditor = await door.house.as((await door.someone('auditor')).userId);
  const { text } = await auditor.get('/log?act=stranger&from=2026-01-01&to=2099-01-01');
  expect(text).toContain('Nobody we know');
  expect(text).toContain('signed-out');
});
