import { codeAt } from '../../../src/people/authenticator-app.js';
import { Doorstep, showCode, type Account } from '../../people/doorstep.js';
import { givenARecoveryCode, post } from '../../support/signing-in.js';
import { toldWhile, type EntryRow } from './entries.js';

/** What the log has of second steps: each that is added, used, refused or taken away, and no secret of any. */
let door: Doorstep;
beforeAll(async () => {
  door = await Doorstep.open();
});
afterAll(() => door.house.stop());
beforeEach(() => door.anew('2026-03-03T10:00:10Z'));

const told = (what: () => Promise<unknown>) => toldWhile(door.house.database.owner, what);
const secretIn = (text: string) =>
  /<code class="larkspur-key">([A-Z2-7 ]+)<\/code>/.exec(text)?.[1]?.replaceAll(' ', '') ?? '';

/** The entries about second steps, as what was done to what, and how it went. */
function seen(entries: readonly EntryRow[]): string[] {
  return entries
    .filter(({ table_name: table, act }) => table !== null || act.startsWith('credential.'))
    .map(({ act, table_name: table, reason, fields }) =>
      [act, table ?? fields.join(' '), reason].filter((each) => each !== null && each !== '').join(' '),
    );
}

async function offered(person: Account) {
  const { agent } = await door.halfWay(person);
  return { agent, secret: secretIn((await agent.get('/sign-in/set-up')).text) };
}

async function givenAPasskey({ userId }: Account): Promise<string> {
  const { rows } = await door.house.database.owner.query<{ id: string }>(
    `INSERT INTO passkey (staff_id, name, credential_id, public_key, counter, transports)
     VALUES ($1::uuid, 'Key', $1::uuid::text, '\\x00', 0, '{}') RETURNING id`,
    [userId],
  );
  return rows[0]?.id ?? '';
}

describe('the log', () => {
  it('has an app that is set up, its recovery codes, and whose they are', async () => {
    const person = await door.newcomer();
    const { agent, secret } = await offered(person);
    const entries = await told(() =>
      post(agent, '/sign-in/set-up/app', { code: codeAt(secret, door.house.clock.now()) }).expect(200),
    );
    const lines = seen(entries);
    expect(lines.filter((line) => line === 'row.inserted authenticator_app')).toHaveLength(1);
    expect(lines.filter((line) => line === 'row.inserted recovery_code')).toHaveLength(10);
    const app = entries.find(({ table_name: table }) => table === 'authenticator_app');
    expect([app?.row_key, app?.organisation_id]).toEqual([{ staff_id: person.userId }, door.organisation]);
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  it('has a wrong code of an app that is being set up, of whose account, and not the code', async () => {
    const person = await door.newcomer();
    const { agent } = await offered(person);
    const entries = await told(() => post(agent, '/sign-in/set-up/app', { code: '000000' }).expect(422));
    expect(seen(entries)).toEqual(['credential.refused new_app wrong']);
    expect(entries[0]).toMatchObject({ subject_id: person.userId, organisation_id: door.organisation });
    expect(JSON.stringify(entries)).not.toContain('000000');
  });

  it('has an answer for a new passkey that is none', async () => {
    const person = await door.newcomer();
    const { agent } = await offered(person);
    const answer = { passkey: '{"id":"made up"}', name: 'Key' };
    const entries = await told(() => post(agent, '/sign-in/set-up/passkey/answer', answer).expect(422));
    expect(seen(entries)).toEqual(['credential.refused new_passkey wrong']);
    expect(entries[0]).toMatchObject({ subject_id: person.userId });
  });

  it('has a recovery code that is used, and that it is gone', async () => {
    const person = await door.someone();
    const code = await givenARecoveryCode(door.house.database.owner, person);
    const { agent } = await door.halfWay(person);
    const entries = await told(() => showCode(agent, code).expect(303));
    expect(seen(entries)).toEqual(['row.deleted recovery_code', 'credential.accepted recovery_code']);
    expect(entries.find(({ act }) => act === 'credential.accepted')?.subject_id).toBe(person.userId);
    expect(JSON.stringify(entries)).not.toContain(code);
  });

  it('has who took an app or a passkey away, and who made new recovery codes', async () => {
    const person = await door.someone();
    const passkeyId = await givenAPasskey(person);
    const agent = await door.house.as(person.userId);
    const entries = await told(async () => {
      await agent.post('/account/recovery-codes').expect(200);
      await agent.post('/account/app/removal').expect(303);
    });
    expect(new Set(seen(entries))).toEqual(
      new Set(['row.inserted recovery_code', 'row.deleted authenticator_app']),
    );
    const again = await told(async () => {
      await givenAPasskey({ ...person, userId: (await door.someone()).userId });
      await agent.post(`/account/passkeys/${passkeyId}/removal`).expect(422); // it is the last
      await agent.post('/account/app').expect(303);
      const secret = secretIn((await agent.get('/account/app')).text);
      await agent
        .post('/account/app/proof')
        .type('form')
        .send({ code: codeAt(secret, door.house.clock.now()) })
        .expect(303);
      await agent.post(`/account/passkeys/${passkeyId}/removal`).expect(303);
    });
    expect(seen(again).filter((line) => line.startsWith('row.') && !line.includes('staff'))).toEqual(
      expect.arrayContaining(['row.inserted authenticator_app', 'row.deleted passkey']),
    );
    const own = [...entries, ...again].filter(({ act }) => act === 'row.deleted');
    expect(new Set(own.map(({ actor_id: by }) => by))).toEqual(new Set([person.userId]));
  });

  it('has nothing of a second step where none was touched', async () => {
    const agent = await door.house.as((await door.someone()).userId);
    expect(seen(await told(() => agent.get('/account')))).toEqual([]);
  });
});
