import { givenABreach } from '../support/given-orders.js';
import { fullMade, idIn, interimMade, openDesk, type Desk } from './desk.js';
import { wordsIn } from '../support/sealed-tables.js';

let desk: Desk;
let order: string;

beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  order = await desk.applied(await desk.aCase());
  await desk.take(order, interimMade);
});
afterAll(() => desk.house.stop());

async function send(path: string, fields: object) {
  const { version } = await desk.order(order);
  return desk.post(`${order}/${path}`, { version, ...fields });
}
const add = (fields: object = {}) =>
  send('terms', {
    kind: 'prohibition',
    wording: 'Not to go to Invented Street.',
    fromOn: '2026-02-10',
    ...fields,
  });
const varied = (number: number, fields: object = {}) =>
  send(`terms/${String(number)}`, {
    change: 'reworded',
    fromOn: '2026-03-16',
    wording: 'Not to go to Invented Square.',
    ...fields,
  });
async function terms() {
  const { owner } = desk.house.database;
  const { rows } = await owner.query<{ id: string }>(
    'SELECT id, number, edition, from_on, to_on FROM order_term WHERE order_id = $1 ORDER BY 2, 3',
    [idIn(order)],
  );
  const told: unknown[][] = [];
  for (const { id, ...term } of rows) {
    const [words] = await wordsIn(owner, 'order_term_wording', id);
    told.push([...Object.values(term), words?.['wording']]);
  }
  return told;
}
const street = 'Not to go to Invented Street.';
const square = 'Not to go to Invented Square.';

describe('a condition', () => {
  it('is added with the next number, in the words of the court', async () => {
    expect((await add()).status).toBe(303);
    expect(
      (await add({ kind: 'requirement', wording: 'To hand in an invented telephone.', toOn: '1/3/2026' }))
        .status,
    ).toBe(303);
    expect(await terms()).toEqual([
      [1, 1, '2026-02-10', null, street],
      [2, 1, '2026-02-10', '2026-03-01', 'To hand in an invented telephone.'],
    ]);
    expect(await desk.read(order)).toContain('To hand in an invented telephone.');
  });

  it('begins when the court made or varied the order, and not on a day between', async () => {
    const { status, text } = await add({ fromOn: '2026-02-11' });
    expect(status).toBe(422);
    expect(text).toContain('Record first what the court did on 11 February 2026');
    expect(text).toContain(street);
  });

  it('reworded closes the day before the variation and opens that day', async () => {
    await add();
    await desk.take(order, ['make_full', { ...fullMade[1], carriesTerms: 'yes' }]);
    expect((await varied(1)).status).toBe(422);
    await desk.take(order, ['vary', { on: '16/3/2026', endChange: 'unchanged' }]);
    expect((await varied(1)).status).toBe(303);
    expect(await terms()).toEqual([
      [1, 1, '2026-02-10', '2026-03-15', street],
      [1, 2, '2026-03-16', null, square],
    ]);
  });

  it('taken out closes, and a breach of it afterwards stands in the way', async () => {
    await add();
    await add({ wording: square });
    await desk.take(order, ['vary', { on: '16/3/2026', endChange: 'unchanged' }]);
    expect((await varied(1, { change: 'removed' })).status).toBe(303);
    expect((await terms())[0]).toEqual([1, 1, '2026-02-10', '2026-03-15', street]);
    const second = await desk.row(
      'SELECT id FROM order_term WHERE order_id = $1 AND number = 2',
      idIn(order),
    );
    await givenABreach(desk.house.database.owner, {
      orderId: idIn(order),
      termId: String(second?.['id']),
      occurredOn: '2026-03-17',
    });
    const { status, text } = await varied(2, { change: 'removed' });
    expect(status).toBe(422);
    expect(text).toContain('A breach on 17 March 2026 names this condition');
  });

  it('found reworded since a breach of it has the breach name its new words too', async () => {
    await add();
    const first = String(
      (await desk.row('SELECT id FROM order_term WHERE order_id = $1', idIn(order)))?.['id'],
    );
    const breachId = await givenABreach(desk.house.database.owner, {
      orderId: idIn(order),
      termId: first,
      occurredOn: '2026-03-17',
    });
    await desk.take(order, ['vary', { on: '16/3/2026', endChange: 'unchanged' }]);
    expect((await varied(1)).status).toBe(303);
    const page = await desk.read(`${order}/breaches/${breachId}`);
    expect(page).toContain(square);
    expect(page).not.toContain(street);
  });
});

describe('when a full order is made', () => {
  it('it must be said whether the interim order’s conditions carry on', async () => {
    await add();
    const { status, text } = await desk.step(order, ...fullMade);
    expect(status).toBe(422);
    expect(text).toContain('Select whether the interim order’s conditions carry on in the full order');
  });

  it.each([
    ['yes', null],
    ['no', '2026-03-10'],
  ])('carrying on: %s, and they end: %s', async (carriesTerms, toOn) => {
    await add();
    await desk.take(order, ['make_full', { ...fullMade[1], carriesTerms }]);
    expect(await terms()).toEqual([[1, 1, '2026-02-10', toOn, street]]);
  });
});

it('a condition cannot be added to an order that has changed since it was shown', async () => {
  await add();
  expect((await add({ version: 2 })).status).toBe(409);
});

it('a condition that there is none of has no page', async () => {
  const browser = await desk.house.as(desk.advocate.userId);
  await browser.get(`${order}/terms/7/edit`).expect(404);
  await browser.get(`${order}/terms/x/edit`).expect(404);
});
