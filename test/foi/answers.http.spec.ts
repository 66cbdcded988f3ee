import { answer } from '../../src/foi/foi.sealed.js';
import { seal } from '../../src/platform/sealing/sealing.js';
import { startApp, type TestApp } from '../support/app.js';
import { foiDesk, type FoiDesk } from '../support/foi-desk.js';
import { givenAnAuthority, givenFrozen, type GivenAuthority } from '../support/given-foi.js';
import { sealing } from '../support/sealing.js';

let house: TestApp;
let desk: FoiDesk;
let authority: GivenAuthority;

beforeAll(async () => {
  house = await startApp('2022-01-31T10:00:00Z');
  authority = await givenAnAuthority(house);
  desk = await foiDesk(house, authority);
  await givenFrozen(house.database.owner, authority.service, {
    upTo: '2021-Q3',
    printed: [
      { family: 'referrals_and_cases', cell: ['case_opened'], quarters: { '2018-Q1': 20, '2020-Q3': 60 } },
      { family: 'orders', cell: ['full_made'], quarters: { '2020-Q2': 10 } },
    ],
  });
});
afterAll(() => house.stop());

describe('an answer', () => {
  it('is the same whoever asks', async () => {
    const one = await desk.draft(await desk.record({ requesterName: 'Invented Rowan' }));
    const other = await desk.draft(
      await desk.record({ requesterName: 'Demo Newspaper of the Invented Shire' }),
    );
    expect(other.letter.answers).toEqual(one.letter.answers);
    expect(other.letter.closing).toEqual(one.letter.closing);
  });

  it('prints no figure of one to four', async () => {
    const { letter } = await desk.draft(await desk.record());
    const cells = letter.answers.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flatMap((row) => row.cells) : [])),
    );
    expect(cells.length).toBe(9);
    for (const cell of cells) expect(cell).toMatch(/^(nil by law|[\d,]*[05])$/);
  });

  it('cannot be approved by who drafted it, and they are told the rule', async () => {
    const requestId = await desk.record();
    const refused = await desk.approve(requestId, await desk.draft(requestId), desk.officer);
    expect([refused.status, refused.body.type]).toEqual([422, 'approver-drafted']);
    expect((await desk.read(requestId)).state).toBe('drafted');
  });

  it('is approved as it was seen, and as nothing else', async () => {
    const requestId = await desk.record();
    const seen = await desk.draft(requestId);
    const refused = await desk.approve(requestId, { ...seen, hash: '0'.repeat(64) });
    expect([refused.status, refused.body.type]).toEqual([422, 'letter-changed']);
  });

  it('drafted anew is another edition, and the one before can no longer be approved', async () => {
    const requestId = await desk.record();
    const first = await desk.draft(requestId);
    expect((await desk.draft(requestId)).edition).toBe(2);
    expect((await desk.approve(requestId, first)).body.type).toBe('not-the-latest');
  });

  it('that was changed behind the program’s back is neither approved nor released', async () => {
    const { owner } = house.database;
    const tamper = async (requestId: string) => {
      const { letter } = (await desk.officer.get(`${desk.at(requestId)}/answers/1`)).body;
      const place = { of: answer, row: `${requestId}/1`, keyId: requestId };
      const changed = { letter: JSON.stringify({ ...letter, closing: [] }) };
      const sealed = await seal(sealing(owner, authority.commissioner), place, changed);
      await owner.query(`SET session_replication_role = replica`);
      await owner.query('UPDATE foi_answer SET letter = $2 WHERE request_id = $1', [
        requestId,
        sealed.letter,
      ]);
      await owner.query(`SET session_replication_role = origin`);
    };
    const waiting = await desk.record();
    const drafted = await desk.draft(waiting);
    await tamper(waiting);
    expect((await desk.approve(waiting, drafted)).body.type).toBe('letter-changed');

    const approved = await desk.record();
    expect((await desk.approve(approved, await desk.draft(approved))).status).toBe(204);
    await tamper(approved);
    expect((await desk.release(approved, 1)).body.type).toBe('letter-changed');
    expect(
      (await house.database.owner.query('SELECT 1 FROM foi_release WHERE request_id = $1', [approved]))
        .rowCount,
    ).toBe(0);
  });

  it('returned after its approval is drafted, approved and released again', async () => {
    const requestId = await desk.record();
    const first = await desk.draft(requestId);
    await desk.approve(requestId, first);
    expect((await desk.step(requestId, 'return_to_draft')).status).toBe(204);
    expect((await desk.approve(requestId, first)).body.type).toBe('draft-anew');
    expect((await desk.release(requestId, 1)).body.type).toBe('impossible-step');
    await desk.approve(requestId, await desk.draft(requestId));
    expect((await desk.release(requestId, 2)).status).toBe(204);
  });

  it('is not released unapproved, and is not drafted once released', async () => {
    const requestId = await desk.record();
    const drafted = await desk.draft(requestId);
    expect((await desk.release(requestId, 1)).body.type).toBe('impossible-step');
    await desk.approve(requestId, drafted);
    await desk.release(requestId, 1);
    const again = await desk.post(requestId, 'answers', {});
    expect([again.status, again.body.type]).toEqual([422, 'impossible-step']);
  });

  it('drafted from a page that has been overtaken is refused as stale', async () => {
    const requestId = await desk.record();
    await desk.draft(requestId);
    expect((await desk.officer.post(`${desk.at(requestId)}/answers`).send({ version: 1 })).status).toBe(409);
    const page = await desk.officer
      .post(`/foi/requests/${requestId}/answers`)
      .type('form')
      .send({ version: 1 });
    expect([page.status, page.text.includes('Someone changed this while you were reading it')]).toEqual([
      409,
      true,
    ]);
  });

  it('that is reviewed is upheld by someone who did not draft it', async () => {
    const requestId = await desk.record();
    await desk.approve(requestId, await desk.draft(requestId));
    await desk.release(requestId, 1);
    expect((await desk.step(requestId, 'ask_for_review')).status).toBe(204);
    expect((await desk.step(requestId, 'uphold')).body.type).toBe('reviewer-drafted');
    expect((await desk.step(requestId, 'uphold', desk.colleague)).status).toBe(204);
    expect((await desk.read(requestId)).state).toBe('reviewed');
  });
});

describe('an authority that pays for no service', () => {
  it('has no figures to answer from, and is told so', async () => {
    const elsewhere = await house.as(authority.elsewhere.userId);
    const given = {
      receivedOn: '2022-01-31',
      letter: 'How many people were supported in 2020/21?',
      requesterName: 'Invented Rowan',
      requesterAddress: 'rowan@requests.invalid',
    };
    const { id } = (await elsewhere.post('/api/v1/foi/requests').send(given)).body;
    expect((await elsewhere.get(`/foi/requests/${String(id)}`)).status).toBe(200);
    const refused = await elsewhere.post(desk.at(`${String(id)}/answers`)).send({ version: 1 });
    expect([refused.status, refused.body.type]).toEqual([422, 'no-service-commissioned']);
  });
});
