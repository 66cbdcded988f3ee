import { startApp, type TestApp } from '../support/app.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenADesk } from './given-desk.js';
import { titleOf } from './title.js';
import { aSelfForm, lastReference, Visitor } from './visitor.js';

let house: TestApp;
let service: GivenService;
let address: string;
let lines = 0;

const query = async (sql: string, ...values: unknown[]) =>
  (await house.database.owner.query<Record<string, unknown>>(sql, values)).rows;
/** Each at a line of their own, so that no test has another's turns. */
const visitor = () => new Visitor(house, `198.51.100.${String((lines += 1))}`);

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z', { proxies: 1 });
  service = await givenAService(house);
  address = await givenADesk(house, service);
});
afterAll(() => house.stop());

describe('where there is no such page', () => {
  it.each(['/forms', '/forms/000000000', '/forms/000000000/self', '/forms/x/y/z/more'])(
    '%s says nothing of us, and is as bare as the forms are',
    async (path) => {
      const { status, text } = await visitor().get(path);
      expect([status, titleOf(text)]).toEqual([404, 'Work']);
      expect(text).not.toMatch(/Larkspur|[Ss]ign.?in|href="\/(home|")|today.s work/);
      expect(text).toContain('In an emergency ring 999.');
    },
  );
});

describe('what cannot be taken as it was typed', () => {
  it('is shown again with everything else, and the page says what to do', async () => {
    const typed = aSelfForm({
      fullName: 'Invented Tan\0sy',
      bornOn: '31/2/1990',
      whatHappened: 'Invented: <b>.',
    });
    const { status, text } = await visitor().send(`${address}/self`, typed);
    expect(status).toBe(422);
    expect(text).toContain('There is no such day. Enter the date of birth, such as 27/3/2026');
    expect(text).toContain('A character that cannot be kept was taken out of this');
    for (const kept of ['value="Invented Tansy"', 'value="31/2/1990"', 'Invented: &lt;b&gt;.'])
      expect(text).toContain(kept);
  });
});

describe('what a form answers', () => {
  /** The answer without the receipt, which is drawn at random. */
  const bare = (html: string) => html.replace(/RC-\d{4}-[0-9A-Z]{7}|>\s*[0-9A-Z]{12}\s*</g, '');

  it('is the same of somebody known, sealed, in conflict or sent again as of a stranger', async () => {
    const strange = await visitor().send(`${address}/self`, aSelfForm({ fullName: 'Invented Stranger' }));
    const known = await visitor().send(`${address}/self`, aSelfForm({ fullName: 'Invented Known' }));
    await query(
      `UPDATE client SET sealed = true WHERE id IN (SELECT client_id FROM referral WHERE reference = $1)`,
      await lastReference(house),
    );
    const again = await visitor().send(`${address}/self`, aSelfForm({ fullName: 'Invented Known' }));
    const colleague = await visitor().send(`${address}/self`, aSelfForm({ fullName: 'Demo Campion' }));
    for (const answer of [known, again, colleague]) {
      expect([answer.status, bare(answer.text)]).toEqual([strange.status, bare(strange.text)]);
    }
    expect(again.text).not.toContain('Invented');
  });

  it('a colleague of that name is kept from it from the first moment', async () => {
    const knows = { fullName: 'Invented Teasel', relation: 'former_partner' };
    await (await house.as(service.colleague.userId)).post('/conflicts').type('form').send(knows).expect(303);
    await visitor().send(`${address}/self`, aSelfForm({ fullName: 'Invented Teasel' }));
    const [row] = await query('SELECT id FROM referral WHERE reference = $1', await lastReference(house));
    await (await house.as(service.advocate.userId)).get(`/referrals/${String(row?.['id'])}`).expect(200);
    const kept = await query(
      'SELECT staff_id FROM exclusion e JOIN referral r ON r.client_id = e.client_id WHERE r.id = $1',
      row?.['id'],
    );
    expect(kept).toEqual([{ staff_id: service.colleague.userId }]);
  });
});
