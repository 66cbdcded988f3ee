import { startApp, type TestApp } from '../support/app.js';
import { foiDesk, type FoiDesk } from '../support/foi-desk.js';
import { givenAnAuthority, givenFrozen } from '../support/given-foi.js';

let house: TestApp;
let desk: FoiDesk;

beforeAll(async () => {
  house = await startApp('2022-01-31T10:00:00Z');
  const authority = await givenAnAuthority(house);
  desk = await foiDesk(house, authority);
  await givenFrozen(house.database.owner, authority.service, { upTo: '2021-Q3', printed: [] });
});
beforeEach(() => {
  house.clock.set('2022-01-31T10:00:00Z');
});
afterAll(() => house.stop());

const ask = (requestId: string) =>
  desk.post(requestId, 'clarifications', { whatWasAsked: 'Which outcomes?' });
const clarified = (requestId: string, receivedOn: string, letter: string) =>
  desk.post(requestId, 'clarifications/received', { receivedOn, letter });

describe('a requester asked what they mean', () => {
  const unclear = 'How many positive outcomes were there for stalking in 2020/21? My name is Invented Rowan.';
  const clear = 'How many people were supported in 2020/21? Yours, Invented Rowan';

  it('is put the questions the reading itself raised', async () => {
    const requestId = await desk.record({ letter: unclear });
    const { text } = await desk.officer.get(`/foi/requests/${requestId}/clarifications/new`);
    expect(text).toContain('Question 1: Which outcomes would you like counted');
  });

  it('stops the clock, and starts it afresh on the day they answer', async () => {
    const requestId = await desk.record({ letter: unclear });
    expect((await ask(requestId)).status).toBe(204);
    const waiting = await desk.officer.get(`/foi/requests/${requestId}`);
    expect(waiting.text).toContain('Not running: clarification was asked for on Monday 31 January 2022');

    house.clock.set('2022-02-14T10:00:00Z');
    expect((await clarified(requestId, '2022-02-14', clear)).status).toBe(204);
    const { state, dueOn } = await desk.read(requestId);
    expect([state, dueOn]).toEqual(['received', '2022-03-14']);
    const page = await desk.officer.get(`/foi/requests/${requestId}`);
    expect(page.text).toContain('Clarification received on Monday 14 February 2022');
  });

  it('has their answer read in place of the letter, without who asked', async () => {
    const requestId = await desk.record({ letter: unclear });
    await ask(requestId);
    await clarified(requestId, '2022-01-31', clear);
    const { asked, questions } = await desk.read(requestId);
    expect(asked).toBe('How many people were supported in 2020/21? Yours, [name]');
    expect(questions).toMatchObject([{ disposition: 'answerable', periods: ['2020/21'] }]);
    const { letter } = await desk.draft(requestId);
    expect(JSON.stringify(letter.opening)).toContain(
      'You made it clear what you were asking for on 31 January 2022',
    );
  });

  it.each([
    ['before they were asked', '2022-01-30', 'clarified-before-received'],
    ['tomorrow', '2022-02-01', 'received-in-the-future'],
  ])('cannot have answered %s', async (_, day, rule) => {
    const requestId = await desk.record();
    await ask(requestId);
    expect((await clarified(requestId, day, clear)).body).toMatchObject({ type: rule });
  });

  it('cannot have answered between the letter and the asking', async () => {
    const requestId = await desk.record({ receivedOn: '2022-01-20' });
    await ask(requestId);
    expect((await clarified(requestId, '2022-01-25', clear)).body).toMatchObject({
      type: 'clarified-before-asked',
    });
  });

  it('who never answers leaves a request closed, which their answer opens again', async () => {
    const requestId = await desk.record();
    await ask(requestId);
    expect((await desk.step(requestId, 'close_unclarified')).status).toBe(204);
    expect((await desk.read(requestId)).state).toBe('lapsed');
    expect((await clarified(requestId, '2022-01-31', clear)).status).toBe(204);
  });

  it('is not drafted an answer meanwhile, nor asked twice at once, and the page offers neither', async () => {
    const requestId = await desk.record();
    await ask(requestId);
    expect((await desk.post(requestId, 'answers', {})).body).toMatchObject({ type: 'impossible-step' });
    expect((await ask(requestId)).body).toMatchObject({ type: 'impossible-step' });
    const { text } = await desk.officer.get(`/foi/requests/${requestId}`);
    expect(text).toContain('Record the clarification received');
    expect(text).not.toMatch(/Draft the answer|Ask the requester/);
    expect((await desk.officer.get(`/foi/requests/${requestId}/clarifications/new`)).status).toBe(404);
  });
});

describe('a search', () => {
  const staff = 'How many staff did your service have in 2020/21?';
  const search = {
    question: '1',
    finding: 'not_held',
    whereSearched: 'the returns of the service\nour contract file',
  };

  it('lets the answer say that it is not held, where was looked, and when', async () => {
    const requestId = await desk.record({ letter: staff });
    expect((await desk.read(requestId)).missing).toEqual(['Question 1: Give the published figures.']);
    const refused = await desk.approve(requestId, await desk.draft(requestId));
    expect([refused.status, refused.body]).toMatchObject([422, { type: 'letter-incomplete' }]);

    await desk.search(requestId, search).expect(204);
    const drafted = await desk.draft(requestId);
    expect(JSON.stringify(drafted.letter)).toContain(
      'We searched the returns of the service and our contract file on 31 January 2022.',
    );
    expect((await desk.approve(requestId, drafted)).status).toBe(204);
  });

  it('is recorded on a page that says what cannot be found and why', async () => {
    const requestId = await desk.record();
    const page = await desk.officer.get(`/foi/requests/${requestId}/searches/new?question=2`);
    expect(page.text).toContain('Published figures answer this question, so it is held.');
    const sent = { ...search, question: '2', whereSearched: '' };
    const again = await desk.officer.post(`/foi/requests/${requestId}/searches`).type('form').send(sent);
    expect([again.status, again.text.includes('Enter where was searched')]).toEqual([422, true]);
  });

  it.each([
    ['nil', '2', 'published-is-held'],
    ['not_held', '3', 'published-is-held'],
    ['nil', '1', 'not-ours-to-count'],
  ])('cannot find %s of question %s of the founding letter', async (finding, question, rule) => {
    const requestId = await desk.record();
    const refused = await desk.search(requestId, { ...search, finding, question });
    expect([refused.status, refused.body]).toMatchObject([422, { type: rule }]);
  });

  it('of a question about a person is not said to have found nothing', async () => {
    const requestId = await desk.record({ letter: 'Is Mr Invented Bramble known to your service?' });
    const refused = await desk.search(requestId, search);
    expect([refused.status, refused.body]).toMatchObject([422, { type: 'refused-whatever-is-found' }]);
    const { letter } = await desk.draft(requestId);
    expect(JSON.stringify(letter)).toContain('We neither confirm nor deny that we hold this.');
    expect(JSON.stringify(letter)).not.toContain('Bramble');
  });

  it('of a question there is not, or once the answer is approved, is not recorded', async () => {
    const requestId = await desk.record();
    expect((await desk.search(requestId, { ...search, question: '9' })).status).toBe(404);
    await desk.approve(requestId, await desk.draft(requestId));
    expect((await desk.search(requestId, { ...search, question: '1' })).body).toMatchObject({
      type: 'impossible-step',
    });
  });

  it('made before a clarification is not taken for one of the questions after it', async () => {
    const requestId = await desk.record({ letter: staff });
    await desk.search(requestId, search).expect(204);
    expect((await desk.read(requestId)).questions).toMatchObject([{ disposition: 'not_held' }]);
    await ask(requestId);
    await clarified(requestId, '2022-01-31', 'How many people were supported in 2020/21?');
    expect((await desk.read(requestId)).questions).toMatchObject([{ disposition: 'answerable' }]);
  });
});

describe('a request withdrawn', () => {
  it('stays on the register, and nothing more is done with it', async () => {
    const requestId = await desk.record();
    await desk.step(requestId, 'withdraw');
    const page = await desk.officer.get(`/foi/requests/${requestId}`);
    expect(page.text).toContain('Withdrawn');
    expect(page.text).not.toMatch(/<button[^>]*>\s*(Draft|Record)/);
    const refused = await desk.officer
      .post(`/foi/requests/${requestId}/steps`)
      .type('form')
      .send({ act: 'withdraw', version: 2 });
    expect([refused.status, refused.text.includes('cannot be done while it is withdrawn')]).toEqual([
      422,
      true,
    ]);
  });
});
