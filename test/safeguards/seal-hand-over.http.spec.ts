import type { Person } from '../../src/kernel/actor.js';
import { proposalOn } from '../support/admin-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { openSafeguardsDesk, type Answer, type SafeguardsDesk } from './safeguards-desk.js';

/** A case that the supervisor sealed for the advocate and a supervisor made for the test, who alone answers for it. */
interface Sealed extends CaseIds {
  readonly path: string;
  readonly holder: Person;
}

let desk: SafeguardsDesk;
let admin: Person;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
  admin = await desk.given.staff('admin', desk.organisation);
});
afterAll(() => desk.house.stop());

let holders = 0;
async function aSealedCase(about: { name?: string } = {}): Promise<Sealed> {
  holders += 1;
  const name = `Demo Holder${String.fromCharCode(64 + holders)}`;
  const teams = [desk.team, desk.otherTeam];
  const holder = await desk.given.staff('supervisor', desk.organisation, { teams, name });
  const ids = await desk.aCase(about);
  const path = `/cases/${ids.caseId}`;
  const named = [desk.advocate.userId, holder.userId];
  expect((await desk.post(desk.supervisor, `${path}/seal`, { why: 'threat_to_life', named })).status).toBe(
    303,
  );
  return { ...ids, path, holder };
}

const statusFor = async (who: Person, path: string) => (await desk.get(who, path)).status;
const said = ({ status, text }: Answer) => [status, text.includes('upervisor')];
const refused = [422, true];
const name = (by: Person, { path }: Sealed, { userId: staffId }: Person) =>
  desk.post(by, `${path}/seal/members`, { staffId });

/** A form about somebody's account, of the version that it has now. */
async function postTo(userId: string, act: string, fields: object = {}): Promise<Answer> {
  const { rows } = await desk.house.database.owner.query<{ version: string }>(
    'SELECT version::text AS version FROM staff WHERE id = $1',
    [userId],
  );
  return desk.post(admin, `/staff/${userId}/${act}`, { ...fields, version: rows[0]?.version });
}

/** Everything by which somebody stops working with a team's cases, as whoever does it does it. */
const ways: Readonly<Record<string, (who: Person) => Promise<Answer>>> = {
  'is suspended': ({ userId }) => postTo(userId, 'suspension'),
  'leaves the team': ({ userId }) => postTo(userId, 'teams', { teams: desk.otherTeam }),
  'leaves the team by an approved change': async ({ userId }) => {
    const third = await desk.given.team(desk.organisation, 'Demo third team');
    const proposed = await postTo(userId, 'teams', { teams: [desk.otherTeam, third] });
    return desk.post(desk.outsider, `/proposals/${proposalOn(proposed)}/approval`, {});
  },
};

describe.each(Object.entries(ways))('the last supervisor named who %s', (_, leave) => {
  it('is not let go before another is named, and then is', async () => {
    const sealed = await aSealedCase();
    expect(said(await leave(sealed.holder))).toEqual(refused);
    expect(await statusFor(sealed.holder, sealed.path)).toBe(200);
    const next = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
    expect((await name(sealed.holder, sealed, next)).status).toBe(303);
    expect((await leave(sealed.holder)).status).toBeLessThan(400);
    expect(await statusFor(next, sealed.path)).toBe(200);
  });
});

it('a role of the last supervisor named is not changed either', async () => {
  const { holder } = await aSealedCase();
  const changed = desk.row(`UPDATE staff SET role = 'advocate' WHERE id = $1`, holder.userId);
  await expect(changed).rejects.toMatchObject({ constraint: 'seal_is_in_safe_hands' });
});

it('of two who are let go at once one stays', async () => {
  const sealed = await aSealedCase();
  const other = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
  await name(sealed.holder, sealed, other);
  const suspended = await Promise.all(
    [sealed.holder, other].map(({ userId }) => postTo(userId, 'suspension')),
  );
  expect(suspended.map(({ status }) => status).toSorted()).toEqual([303, 422]);
});

describe('the last supervisor named who gets a conflict', () => {
  const namedFor = async ({ clientId }: Sealed) => {
    const { rows } = await desk.house.database.owner.query<{ id: string }>(
      'SELECT staff_id AS id FROM seal_member JOIN seal s ON s.id = seal_id WHERE s.client_id = $1',
      [clientId],
    );
    return rows.map(({ id }) => id);
  };

  it('by a supervisor’s decision is not kept from it before another is named', async () => {
    const sealed = await aSealedCase();
    await name(sealed.holder, sealed, desk.supervisor);
    const exclude = () =>
      desk.post(desk.supervisor, `${sealed.path}/exclusions`, { staffId: sealed.holder.userId });
    expect(said(await exclude())).toEqual(refused);
    expect(await statusFor(sealed.holder, sealed.path)).toBe(200);
    const next = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
    await name(desk.supervisor, sealed, next);
    expect((await exclude()).status).toBe(303);
    expect(await statusFor(sealed.holder, sealed.path)).toBe(404);
  });

  /** Says of a number that both the client and somebody the supervisor knows have it. */
  const foundBy = async ({ path, holder }: Sealed, value: string) => {
    const reached = { channel: 'phone', value, safe: 'no' };
    expect((await desk.post(desk.advocate, `${path}/contact-methods`, reached)).status).toBe(303);
    const known = { fullName: 'Demo Foxglove', relation: 'former_partner', reachedBy: value };
    expect((await desk.post(holder, '/conflicts', known)).status).toBe(303);
  };

  it('by saying so is kept from it at once, and it passes to another of the team, not to whoever sealed it', async () => {
    const sealed = await aSealedCase();
    await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
    await foundBy(sealed, '07700 900441');
    expect(await statusFor(sealed.holder, sealed.path)).toBe(404);
    const [passedTo, ...others] = (await namedFor(sealed)).filter(
      (id) => id !== sealed.holder.userId && id !== desk.advocate.userId,
    );
    expect(others).toEqual([]);
    expect(passedTo).not.toBe(desk.supervisor.userId);
    expect(await statusFor({ ...desk.deputy, userId: passedTo ?? '' }, sealed.path)).toBe(200);
  });

  it('where nobody else is there leaves it to whoever sealed it', async () => {
    const sealed = await aSealedCase();
    const others = [sealed.holder.userId, desk.supervisor.userId];
    await desk.row(
      'UPDATE seal SET lifted_by = sealed_by, lifted_at = now() WHERE client_id <> $1',
      sealed.clientId,
    );
    await desk.row(
      `DELETE FROM team_member m USING staff p WHERE p.id = staff_id AND p.role = 'supervisor' AND p.id <> ALL ($1)`,
      others,
    );
    await foundBy(sealed, '07700 900442');
    expect(await statusFor(desk.supervisor, sealed.path)).toBe(200);
  });
});
