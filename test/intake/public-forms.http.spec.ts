import { startApp, type TestApp } from '../support/app.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenADesk } from './given-desk.js';
import { titleOf } from './title.js';
import { aSelfForm, keysIn, lastReference, receiptIn, Visitor } from './visitor.js';

let house: TestApp;
let service: GivenService;
let address: string;
let lines = 0;

const query = async (sql: string, ...values: unknown[]) =>
  (await house.database.owner.query<Record<string, unknown>>(sql, values)).rows;
/** Each at a line of their own, so that no test has another's turns. */
const visitor = () => new Visitor(house, `198.51.100.${String((lines += 1))}`);
const referrals = async () => (await query('SELECT * FROM referral ORDER BY recorded_at, id')).length;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z', { proxies: 1 });
  service = await givenAService(house);
  address = await givenADesk(house, service);
});
afterAll(() => house.stop());

describe('a form somebody fills in for themselves', () => {
  it('becomes a received referral of the team of their area, from themselves, by a public form', async () => {
    const answer = await visitor().send(`${address}/self`, aSelfForm());
    expect([answer.status, titleOf(answer.text)]).toEqual([200, 'Work']);
    const reference = await lastReference(house);
    expect(receiptIn(answer.text).reference).not.toBe(reference);
    const [referral] = await query('SELECT * FROM referral WHERE reference = $1', reference);
    expect(referral).toMatchObject({
      state: 'received',
      source: 'self',
      by_form: true,
      team_id: service.team,
    });
    expect(referral).toMatchObject({ recorded_by: null, sent_with: null });
  });

  it('goes to the desk’s team where its area has none of its own', async () => {
    await visitor().send(`${address}/self`, aSelfForm({ policeArea: 'E23000001' }));
    const [referral] = await query(
      'SELECT team_id FROM referral WHERE reference = $1',
      await lastReference(house),
    );
    expect(referral).toEqual({ team_id: service.otherTeam });
  });

  it('is shown whole on the page the team triages on', async () => {
    const said = aSelfForm({ fullName: 'Invented Sorrel', whatHappened: '=1+1 <script>x</script>' });
    await visitor().send(`${address}/self`, said);
    const reference = await lastReference(house);
    const [row] = await query('SELECT id FROM referral WHERE reference = $1', reference);
    const { text } = await (
      await house.as(service.supervisor.userId)
    ).get(`/referrals/${String(row?.['id'])}`);
    expect(text).toContain('Invented Sorrel');
    expect(text).toContain('=1+1 &lt;script&gt;x&lt;/script&gt;');
    expect(text).toContain('The person themselves');
  });

  it('leaves what was not said of safety unknown, so that no voicemail is left', async () => {
    await visitor().send(`${address}/self`, aSelfForm({ safe: '' }));
    const reference = await lastReference(house);
    const [method] = await query(
      'SELECT safe, voicemail_safe, device_watched, isempty(safe_minutes) AS never FROM contact_method m JOIN referral r USING (client_id) WHERE reference = $1',
      reference,
    );
    expect(method).toEqual({
      safe: 'unknown',
      voicemail_safe: 'unknown',
      device_watched: 'unknown',
      never: true,
    });
  });

  it('is one referral however often the same form is sent, with the same receipt', async () => {
    const who = visitor();
    const keys = keysIn((await who.get(`${address}/self`)).text);
    const before = await referrals();
    const [one, two] = await Promise.all(
      [1, 2].map(() => who.post(`${address}/self`, { ...keys, ...aSelfForm() })),
    );
    expect(receiptIn(one?.text ?? '')).toEqual(receiptIn(two?.text ?? ''));
    expect(await referrals()).toBe(before + 1);
  });

  it('is another where the same form is sent again saying something else, and nothing of it is lost', async () => {
    const who = visitor();
    const keys = keysIn((await who.get(`${address}/self`)).text);
    const before = await referrals();
    const one = await who.post(`${address}/self`, { ...keys, ...aSelfForm() });
    const two = await who.post(`${address}/self`, { ...keys, ...aSelfForm({ safe: 'no' }) });
    expect(receiptIn(two.text)).not.toEqual(receiptIn(one.text));
    expect(await referrals()).toBe(before + 2);
    const [method] = await query(
      'SELECT safe FROM contact_method m JOIN referral r USING (client_id) WHERE reference = $1',
      await lastReference(house),
    );
    expect(method).toEqual({ safe: 'no' });
  });

  it('is kept whatever stands in the place of its key', async () => {
    const who = visitor();
    const keys = keysIn((await who.get(`${address}/self`)).text);
    const answer = await who.post(`${address}/self`, { ...keys, _once: '-'.repeat(36), ...aSelfForm() });
    expect([answer.status, receiptIn(answer.text).reference]).toEqual([200, expect.stringMatching(/^RC-/)]);
  });

  it('is given back with what was typed where something is missing, and nothing is kept', async () => {
    const before = await referrals();
    const answer = await visitor().send(
      `${address}/self`,
      aSelfForm({ policeArea: '', fullName: 'Invented Kept' }),
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('There is a problem');
    expect(answer.text).toContain('value="Invented Kept"');
    expect(await referrals()).toBe(before);
  });

  it('is given back where they do not want to be contacted', async () => {
    const before = await referrals();
    const answer = await visitor().send(`${address}/self`, aSelfForm({ agreed: 'refused' }));
    expect([answer.status, await referrals()]).toEqual([422, before]);
  });
});

describe('a form sent about somebody else', () => {
  const forAnother = (changes: Record<string, string> = {}) =>
    aSelfForm({ senderName: 'Demo Sender', passPhrase: 'heron at dusk', ...changes });
  const atWork = (changes: Record<string, string> = {}) =>
    aSelfForm({
      senderName: 'Demo Nurse',
      senderReachedBy: '0113 496 0001',
      source: 'health_gp',
      ...changes,
    });

  it('keeps the pass phrase sealed, and shows it to the team', async () => {
    await visitor().send(`${address}/on_behalf`, forAnother());
    const reference = await lastReference(house);
    const [row] = await query(
      'SELECT r.id, source, pass_phrase FROM referral r JOIN referral_sender s ON s.referral_id = r.id WHERE reference = $1',
      reference,
    );
    expect(row?.['source']).toBe('family_friend');
    expect((row?.['pass_phrase'] as Buffer).includes('heron')).toBe(false);
    const { text } = await (await house.as(service.advocate.userId)).get(`/referrals/${String(row?.['id'])}`);
    expect(text).toContain('heron at dusk');
    await (await house.as(service.outsider.userId)).get(`/referrals/${String(row?.['id'])}`).expect(404);
  });

  it('is asked for a pass phrase', async () => {
    const answer = await visitor().send(`${address}/on_behalf`, forAnother({ passPhrase: '' }));
    expect([answer.status, answer.text.includes('Enter the pass phrase')]).toEqual([422, true]);
  });

  it.each([
    ['on_behalf', 'refused'],
    ['on_behalf', 'not_asked'],
    ['professional', 'refused'],
    ['professional', 'not_asked'],
  ] as const)('as %s, where the person was %s, is returned and not kept', async (form, agreed) => {
    const before = await query('SELECT count(*) FROM client');
    const said = form === 'on_behalf' ? forAnother({ agreed }) : atWork({ agreed });
    const answer = await visitor().send(`${address}/${form}`, said);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Nothing was sent or kept');
    expect(await query('SELECT count(*) FROM client')).toEqual(before);
  });

  it('without consent is kept to prevent serious harm, with why', async () => {
    const grave = {
      agreed: 'not_asked',
      seriousHarm: 'yes',
      whyWithout: 'Invented: he has said he will kill her.',
    };
    await visitor().send(`${address}/professional`, atWork(grave));
    const reference = await lastReference(house);
    const [row] = await query(
      'SELECT r.id, without_consent FROM referral r JOIN referral_sender s ON s.referral_id = r.id WHERE reference = $1',
      reference,
    );
    expect(row?.['without_consent']).toBe('serious_harm');
    const { text } = await (
      await house.as(service.supervisor.userId)
    ).get(`/referrals/${String(row?.['id'])}`);
    expect(text).toContain('Invented: he has said he will kill her.');
  });

  it('on the ground of serious harm is asked why', async () => {
    const said = atWork({ agreed: 'not_asked', seriousHarm: 'yes' });
    expect((await visitor().send(`${address}/professional`, said)).status).toBe(422);
  });
});
