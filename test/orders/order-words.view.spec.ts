import type { OrderFacts } from '../../src/orders/order.rules.js';
import { ordersSummary } from '../../src/orders/order.view.js';
import { notificationInWords, orderTag, standingOf } from '../../src/orders/order-words.view.js';
import {
  after,
  aFullOrder,
  anApplication,
  anInterimOrder,
  day,
  fullMade,
  notified,
  refused,
  served,
  withdrawn,
} from './facts.js';

const today = day('2026-03-20');
const full = aFullOrder();
const open = after(anApplication(), fullMade('2026-03-10', 'until_further_order'));
const expired = after(full, { act: 'end', on: day('2028-03-09'), ending: 'expired', bothConsent: false });

describe('where an order stands', () => {
  it.each<[OrderFacts, string, string, string]>([
    [
      anApplication(),
      '2026-03-20',
      'Applied for',
      'The police applied on 2 February 2026. The court has not decided yet.',
    ],
    [
      anInterimOrder(),
      '2026-03-24',
      'Interim order in force',
      'The interim order is in force to the end of 24 March 2026, or until',
    ],
    [
      anInterimOrder(),
      '2026-03-25',
      'Interim order run out',
      'The interim order’s last day was 24 March 2026. The application itself',
    ],
    [full, '2028-03-09', 'Full order in force', 'In force to the end of 9 March 2028.'],
    [full, '2028-03-10', 'Past its last day', 'Its last day was 9 March 2028. Record how it ended.'],
    [open, '2046-03-10', 'Full order in force', 'In force until further order'],
    [
      after(anInterimOrder(), refused('2026-03-10')),
      '2026-03-20',
      'Refused',
      'The court refused the application on 10 March 2026.',
    ],
    [
      after(anApplication(), withdrawn('2026-03-10')),
      '2026-03-20',
      'Withdrawn',
      'The application was withdrawn on 10 March 2026.',
    ],
    [expired, '2028-03-20', 'Ended', 'Expired. Its last day was 9 March 2028.'],
  ])('%#: on %s it is "%s"', (order, on, tag, sentence) => {
    expect(orderTag(order, day(on)).text).toBe(tag);
    expect(standingOf(order, day(on))).toContain(sentence);
  });
});

describe('the duty to give name and address', () => {
  const due = after(aFullOrder(), served('2026-03-13'));
  const replaced = after(anInterimOrder(), fullMade(), served('2026-03-11'));
  const endedBefore = after(due, {
    act: 'end',
    on: day('2026-03-14'),
    ending: 'quashed_on_appeal',
    bothConsent: false,
  });

  it.each<[OrderFacts, string, string | null, string]>([
    [full, '2026-03-20', null, 'The three days begin with service, which is not recorded yet.'],
    [
      due,
      '2026-03-15',
      'Due',
      'Name and address due by Sunday 15 March 2026: the day of service is day one of three (Stalking Protection Act 2019, s.9).',
    ],
    [due, '2026-03-16', 'Overdue', 'Name and address were due by Sunday 15 March 2026'],
    [after(due, notified('2026-03-14')), '2026-03-20', 'Done', 'Given on 14 March 2026, in time'],
    [after(due, notified('2026-03-16')), '2026-03-20', 'Late', 'Given on 16 March 2026, late'],
    [replaced, '2026-03-20', null, 'the full order replaced an interim order, so the duty is not repeated'],
    [endedBefore, '2026-03-20', null, 'the order was no longer in force when the three days ended'],
  ])('%#: on %s it is tagged %s', (order, on, tag, words) => {
    const said = notificationInWords(order, day(on));
    expect(said.tag?.text ?? null).toBe(tag);
    expect(said.text).toContain(words);
  });
});

describe('the orders of a case', () => {
  const kase = { id: 'case', advocateId: 'someone', closedOn: null };
  const advocate = { role: 'advocate', userId: 'someone', organisationId: 'service' } as const;
  const held = [{ ...full, id: 'order', measure: 'spo' } as const];

  it('are told in a line each, with a way to apply for another', () => {
    const { mayApply, rows } = ordersSummary(kase, held, { actor: advocate, today });
    expect(mayApply).toBe(true);
    expect(rows).toMatchObject([
      {
        href: '/cases/case/orders/order',
        title: 'Stalking protection order',
        applied: '2 February 2026',
        state: { text: 'Full order in force' },
      },
    ]);
  });

  it('have none once the case is closed', () => {
    expect(
      ordersSummary({ ...kase, closedOn: '2026-03-01' }, held, { actor: advocate, today }).mayApply,
    ).toBe(false);
  });
});
