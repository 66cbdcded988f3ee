import { proposalOn } from '../support/admin-desk.js';
import { aReferralForm } from '../support/referral-forms.js';
import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
let admin: Person;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
  admin = await desk.given.staff('admin', desk.organisation);
});
afterAll(() => desk.house.stop());
beforeEach(async () => {
  await desk.house.database.owner.query(
    'TRUNCATE exclusion, exclusion_narrative, conflict_token, declared_conflict, declared_conflict_identity',
  );
});

let people = 0;
/** Refers somebody by the form, and answers with where their referral is. */
async function refer(changes: Record<string, unknown>, by = desk.advocate): Promise<string> {
  people += 1;
  const fullName = `Invented Somebody${String.fromCharCode(96 + people)}`;
  const value = `07700 9006${String(people).padStart(2, '0')}`;
  const form = aReferralForm({ fullName, bornOn: '1970-01-01', value, sameAs: 'someone_else', ...changes });
  const { status, to } = await desk.post(by, '/referrals', form);
  expect(status).toBe(303);
  return to;
}
const declare = (who: Person, fullName: string, reachedBy = '') =>
  desk.post(who, '/conflicts', { fullName, relation: 'former_partner', reachedBy });
/** Lifts the one exclusion there is. */
async function lift(): Promise<Record<string, unknown> | undefined> {
  const exclusion = await desk.row('SELECT id, why, made_by FROM exclusion WHERE lifted_at IS NULL');
  const path = `/exclusions/${String(exclusion?.['id'])}/lifting`;
  expect((await desk.post(desk.outsider, path, { reason: 'Invented.' })).status).toBe(303);
  return exclusion;
}
const statusFor = async (who: Person, path: string) => (await desk.get(who, path)).status;

describe('somebody a caseworker said they know', () => {
  it('is out of their sight when they come as a perpetrator, a client or a number', async () => {
    await declare(desk.colleague, 'Demo Thistle', '07700 900888');
    for (const referred of [
      await refer({ perpetratorName: 'Demo Thistle' }),
      await refer({ perpetratorName: 'Demo Thisle' }),
      await refer({ fullName: 'Demo Thistle' }),
      await refer({ value: '+44 7700 900888' }),
    ]) {
      expect(await statusFor(desk.colleague, referred)).toBe(404);
      expect(await statusFor(desk.advocate, referred)).toBe(200);
    }
    expect(await statusFor(desk.colleague, await refer({ perpetratorName: 'Demo Dandelion' }))).toBe(200);
  });

  it('is out of their sight where they were here before', async () => {
    const referred = await refer({ perpetratorName: 'Demo Nettle' });
    expect(await statusFor(desk.colleague, referred)).toBe(200);
    await declare(desk.colleague, 'Demo Nettle');
    expect(await statusFor(desk.colleague, referred)).toBe(404);
  });

  it('is told of alike whether they are on record or not', async () => {
    await refer({ perpetratorName: 'Demo Burdock' });
    const [found, none] = [
      await declare(desk.colleague, 'Demo Burdock'),
      await declare(desk.colleague, 'Demo Nobody'),
    ];
    expect(found).toEqual(none);
    const list = (await desk.get(desk.colleague, '/conflicts')).text;
    expect(list).toContain('Demo Burdock');
    expect((await desk.get(desk.supervisor, '/conflicts')).text).not.toContain('Demo Burdock');
  });

  it('needs a first and a last name, or a number', async () => {
    expect((await declare(desk.colleague, 'Burdock')).status).toBe(422);
    expect((await declare(desk.colleague, 'Burdock', '07700 900889')).status).toBe(303);
  });

  it('is lifted by a supervisor of another team, and kept away again as soon as they say so again', async () => {
    await declare(desk.colleague, 'Demo Plantain');
    const referred = await refer({ fullName: 'Demo Plantain' });
    expect(await lift()).toMatchObject({ why: 'declared', made_by: desk.advocate.userId });
    expect(await statusFor(desk.colleague, referred)).toBe(200);
    await declare(desk.colleague, 'Demo Tormentil');
    expect(await statusFor(desk.colleague, referred)).toBe(200);
    await declare(desk.colleague, 'Demo Plantain');
    expect(await statusFor(desk.colleague, referred)).toBe(404);
  });

  it('is kept away where what was lifted was a namesake’s, and they then say that they know them', async () => {
    const namesake = await desk.given.staff('advocate', desk.organisation, {
      teams: [desk.team],
      name: 'Demo Silverweed',
    });
    await declare(namesake, 'Demo Nobody'); // which enters their own name too
    const referred = await refer({ perpetratorName: 'Demo Silverweed' });
    expect(await lift()).toMatchObject({ why: 'matched_name' });
    await declare(namesake, 'Demo Silverweed');
    expect(await statusFor(namesake, referred)).toBe(404);
  });
});

it('a new member of staff with the name of somebody on record never sees that record', async () => {
  const referred = await refer({ perpetratorName: 'Demo Ragwort' });
  const form = {
    displayName: 'Demo Ragwort',
    email: 'ragwort@demo.invalid',
    role: 'advocate',
    teams: [desk.team],
  };
  for (const added of [form, { ...form, displayName: 'Demo Groundsel', email: 'groundsel@demo.invalid' }]) {
    const proposed = proposalOn(await desk.post(admin, '/staff', added));
    expect((await desk.post(desk.supervisor, `/proposals/${proposed}/approval`, {})).status).toBe(200);
  }
  const idOf = async (email: string) =>
    String((await desk.row('SELECT id FROM staff WHERE email = $1', email))?.['id']);
  expect(await statusFor({ ...desk.colleague, userId: await idOf('ragwort@demo.invalid') }, referred)).toBe(
    404,
  );
  expect(await statusFor({ ...desk.colleague, userId: await idOf('groundsel@demo.invalid') }, referred)).toBe(
    200,
  );
});

it('whoever enters somebody they are too near to enters them whole, and finds nothing afterwards', async () => {
  await declare(desk.advocate, 'Demo Hogweed');
  const referred = await refer({ perpetratorName: 'Demo Hogweed' });
  expect(await statusFor(desk.advocate, referred)).toBe(404);
  expect((await desk.get(desk.supervisor, referred)).text).toContain('Demo Hogweed');
});

it('a number added later, or a name corrected, is compared too', async () => {
  await declare(desk.colleague, 'Demo Charlock', '07700 900777');
  const [{ caseId }, { caseId: corrected }] = [await desk.aCase(), await desk.aCase()];
  await desk.post(desk.advocate, `/cases/${caseId}/contact-methods`, {
    channel: 'phone',
    value: '07700900777',
    safe: 'no',
  });
  expect(await statusFor(desk.colleague, `/cases/${caseId}`)).toBe(404);
  await desk.post(desk.advocate, `/cases/${corrected}/client`, { fullName: 'Demo Charlock', version: 1 });
  expect(await statusFor(desk.colleague, `/cases/${corrected}`)).toBe(404);
});

it('the database keeps no name and no number to compare, and nobody reads what it keeps', async () => {
  await declare(desk.colleague, 'Demo Sowthistle', '07700 900555');
  for (const who of [desk.colleague, desk.supervisor, admin])
    await expect(desk.house.db.run(who, (tx) => tx.query('SELECT * FROM conflict_token'))).rejects.toThrow(
      'permission denied',
    );
  const { rows } = await desk.house.database.owner.query<{ token: string }>(
    `SELECT encode(token, 'escape') AS token FROM conflict_token`,
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.map(({ token }) => token).join(' ')).not.toMatch(/demo|sowthistle|900555/i);
});
