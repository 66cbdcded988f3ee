import type { CaseIds } from '../support/given-cases.js';
import { aName, openSeenBeforeDesk, words, type SeenBeforeDesk } from './seen-before-desk.js';

let desk: SeenBeforeDesk;
beforeAll(async () => {
  desk = await openSeenBeforeDesk();
});
afterAll(() => desk.house.stop());

const reason = 'Invented: two clients may be in danger from one person.';

describe('a perpetrator whom another team has on record', () => {
  it('is said to be seen before to whoever enters them, and nothing of where', async () => {
    const { own, other } = await desk.both();
    expect(await desk.told(desk.advocate, own)).toBe(true);
    const { text } = await desk.get(desk.advocate, `/cases/${own.caseId}`);
    for (const secret of [
      other.reference,
      other.caseId,
      other.clientId,
      other.perpetratorId,
      'Demo other team',
    ])
      expect(text).not.toContain(secret);
    const browser = await desk.house.as(desk.advocate.userId);
    const { body } = await browser.get(`/api/v1/cases/${own.caseId}`).expect(200);
    expect(body.seenBefore).toBe(true);
    // Who had them first is not told that somebody else entered them.
    expect(await desk.told(desk.stranger, other)).toBe(false);
  });

  it('is said to be so in the same words, however often', async () => {
    const [one, many] = [await desk.both(), await desk.both()];
    const third = await desk.theirs();
    await desk.named(desk.stranger, third, many.name);
    const again = await desk.ours();
    await desk.named(desk.advocate, again, many.name);
    const inset = async ({ caseId }: CaseIds) =>
      (await desk.get(desk.advocate, `/cases/${caseId}`)).text.match(
        /<p class="govuk-inset-text">.*?<\/p>/,
      )?.[0];
    expect(await inset(again)).toBe(await inset(one.own));
    expect(await inset(one.own)).toContain(words);
  });

  it('is found by no search', async () => {
    const { other, name } = await desk.both();
    const { text } = await desk.post(desk.advocate, '/people', { words: name });
    expect(text).not.toContain('seen before');
    expect(text).not.toContain(other.reference);
  });

  it.each([
    ['sealed', (id: string) => [`UPDATE perpetrator SET sealed = true WHERE id = '${id}'`]],
    [
      'kept from them',
      (id: string) => [
        `INSERT INTO exclusion (organisation_id, staff_id, perpetrator_id, why, made_by)
         SELECT organisation_id, '${desk.advocate.userId}', id, 'matched_name', '${desk.supervisor.userId}' FROM perpetrator WHERE id = '${id}'`,
      ],
    ],
  ])('is as if there were none once the other record is %s', async (_, changes) => {
    const { own, other } = await desk.both();
    expect(await desk.told(desk.advocate, own)).toBe(true);
    for (const sql of changes(other.perpetratorId)) await desk.row(sql);
    expect(await desk.told(desk.advocate, own)).toBe(false);
  });

  it('and is sealed is never marked', async () => {
    const [own, other] = [await desk.ours(), await desk.theirs()];
    const name = aName();
    await desk.named(desk.stranger, other, name);
    await desk.row('UPDATE perpetrator SET sealed = true WHERE id = $1', other.perpetratorId);
    await desk.named(desk.advocate, own, name);
    const row = await desk.row(
      'SELECT bool_or(seen_before) AS seen FROM seen_before_entry WHERE perpetrator_id = $1',
      own.perpetratorId,
    );
    expect(row?.['seen']).toBe(false);
  });
});

describe('a supervisor', () => {
  it('is told in the same moment, and looks with a reason; of another team’s case they learn that its supervisor was told', async () => {
    const { own, other } = await desk.both();
    expect((await desk.get(desk.supervisor, '/seen-before')).text).toContain(own.reference);
    expect((await desk.get(desk.supervisor, `/cases/${own.caseId}`)).text).not.toContain(
      'ask your supervisor',
    );
    const path = `/cases/${own.caseId}/seen-before`;
    expect((await desk.post(desk.advocate, path, { reason })).status).toBe(404);
    expect((await desk.post(desk.supervisor, path, {})).status).toBe(422);
    const { status, text } = await desk.post(desk.supervisor, path, { reason });
    expect(status).toBe(200);
    expect(text).toContain('Another team’s supervisor has been told');
    for (const secret of [other.reference, other.caseId, 'Demo other team'])
      expect(text).not.toContain(secret);
    expect((await desk.get(desk.supervisor, '/seen-before')).text).not.toContain(own.reference);
    const notice = (await desk.get(desk.outsider, '/seen-before')).text;
    expect(notice).toContain(other.reference);
    expect(notice).toContain('Demo Yarrow');
    expect(notice).not.toContain(own.reference);
    const look = await desk.row(
      'SELECT why FROM seen_before_look_narrative n JOIN seen_before_look l ON l.id = seen_before_look_id WHERE perpetrator_id = $1',
      own.perpetratorId,
    );
    expect(String(look?.['why'])).not.toContain('danger');
  });

  it('sees the other cases of teams of their own', async () => {
    const [own, second] = [await desk.ours(), await desk.ours()];
    const name = aName();
    await desk.named(desk.advocate, second, name);
    await desk.named(desk.advocate, own, name);
    const browser = await desk.house.as(desk.supervisor.userId);
    const answer = await browser.post(`/api/v1/cases/${own.caseId}/seen-before`).send({ reason }).expect(200);
    expect(answer.body).toEqual({
      in: [{ id: second.caseId, reference: second.reference, kind: 'case' }],
      toldElsewhere: false,
    });
  });

  it('alone is told once somebody entered many in a day', async () => {
    const fisher = await desk.given.staff('advocate', desk.organisation, {
      teams: [desk.team],
      name: 'Demo Fisher',
    });
    const [own, other] = [await desk.aCaseOf(fisher, desk.team), await desk.theirs()];
    const name = aName();
    await desk.named(desk.stranger, other, name);
    for (let entered = 0; entered < 10; entered += 1) await desk.named(fisher, own, aName());
    await desk.named(fisher, own, name);
    expect(await desk.told(fisher, own)).toBe(false);
    expect(await desk.told(desk.supervisor, own)).toBe(true);
    expect((await desk.get(desk.supervisor, '/seen-before')).text).toContain(own.reference);
  });

  it('alone is told of a name that somebody puts in the place of another once they entered many', async () => {
    const fisher = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const [own, first, second] = [
      await desk.aCaseOf(fisher, desk.team),
      await desk.theirs(),
      await desk.theirs(),
    ];
    const [name, another] = [aName(), aName()];
    await desk.named(desk.stranger, first, name);
    await desk.named(desk.stranger, second, another);
    await desk.named(fisher, own, name);
    expect(await desk.told(fisher, own)).toBe(true);
    for (let entered = 0; entered < 9; entered += 1) await desk.named(fisher, own, aName());
    await desk.named(fisher, own, another);
    expect([await desk.told(fisher, own), await desk.told(desk.supervisor, own)]).toEqual([false, true]);
  });

  it('is told again of two who were found to be two people once more of them is the same', async () => {
    const [own, second] = [await desk.ours(), await desk.ours()];
    const name = aName();
    await desk.named(desk.advocate, second, name);
    await desk.named(desk.advocate, own, name);
    const apart = `/cases/${own.caseId}/likenesses/${second.perpetratorId}/difference`;
    expect((await desk.post(desk.advocate, apart, {})).status).toBe(303);
    expect(await desk.told(desk.supervisor, own)).toBe(false);
    for (const { caseId } of [second, own])
      await desk.post(desk.advocate, `/cases/${caseId}/identifiers`, {
        ...{ whose: 'perpetrator', kind: 'phone', value: '07700 900871' },
      });
    expect(await desk.told(desk.supervisor, own)).toBe(true);
  });
});
