import { notificationDueOn, notificationOn, replacedInterim } from '../../src/orders/notification.rules.js';
import type { OrderFacts } from '../../src/orders/order.rules.js';
import {
  after,
  aFullOrder,
  anApplication,
  anInterimOrder,
  day,
  fullMade,
  interimMade,
  notified,
  served,
} from './facts.js';

describe('name and address are due on the third day, the day of service being the first', () => {
  it.each([
    ['2026-03-06', '2026-03-08', 'served on a Friday, due on the Sunday'],
    ['2026-04-02', '2026-04-04', 'over Good Friday: calendar days count'],
    ['2028-02-28', '2028-03-01', 'over a leap day'],
    ['2027-12-30', '2028-01-01', 'over the new year'],
  ])('served %s, due %s: %s', (servedOn, dueOn) => {
    expect(notificationDueOn(day(servedOn))).toBe(dueOn);
    expect(after(anApplication(), fullMade(servedOn, '2031-01-01'), served(servedOn)).notificationDueOn).toBe(
      dueOn,
    );
  });

  it('begins with service of an interim order too', () => {
    expect(after(anInterimOrder(), served('2026-02-13', 'interim')).notificationDueOn).toBe('2026-02-15');
  });
});

describe('a full order that replaced an interim one', () => {
  const interim = after(anInterimOrder(), served('2026-02-13', 'interim'));

  it('brings no duty of its own once the interim one’s was done', () => {
    const order = after(interim, notified('2026-02-14'), fullMade(), served('2026-03-12'));
    expect(notificationOn(order, day('2026-04-01'))).toEqual({
      is: 'done',
      dueOn: '2026-02-15',
      notifiedOn: '2026-02-14',
    });
  });

  it('leaves the interim one’s duty, not done, where it was', () => {
    const order = after(interim, fullMade(), served('2026-03-12'));
    expect(notificationOn(order, day('2026-04-01'))).toEqual({ is: 'overdue', dueOn: '2026-02-15' });
  });

  it('brings none by the letter of s.9(1)(a) even where the interim one was never served', () => {
    const order = after(anInterimOrder(), fullMade(), served('2026-03-12'));
    expect(notificationOn(order, day('2026-04-01'))).toEqual({ is: 'not_required' });
  });

  it('is one made on the interim one’s last day, and not one made the day after', () => {
    expect(replacedInterim(after(interim, fullMade('2026-03-24', '2029-01-01')))).toBe(true);
    const afterwards = after(interim, notified('2026-02-14'), fullMade('2026-03-25', '2029-01-01'));
    expect(replacedInterim(afterwards)).toBe(false);
    expect(after(afterwards, served('2026-03-27'))).toMatchObject({
      notificationDueOn: '2026-03-29',
      notifiedOn: null,
    });
  });

  it('has the interim one’s duty dated from a service learnt of afterwards', () => {
    const order = after(anInterimOrder(), fullMade(), served('2026-03-12'), served('2026-02-13', 'interim'));
    expect(order.notificationDueOn).toBe('2026-02-15');
  });

  it('but not one that it came too late to replace', () => {
    const order = after(
      anApplication(),
      interimMade('2026-02-10', '2026-02-24'),
      fullMade(),
      served('2026-03-12'),
      served('2026-02-13', 'interim'),
    );
    expect(order.notificationDueOn).toBe('2026-03-14');
  });
});

describe('the duty stands', () => {
  const order = after(aFullOrder(), served('2026-03-13'));
  const endedAt = (on: string) =>
    after(order, { act: 'end', on: day(on), ending: 'quashed_on_appeal', bothConsent: false });

  it.each<[string, OrderFacts, string, string]>([
    ['not begun before service', aFullOrder(), '2026-03-20', 'not_begun'],
    ['due to the end of the third day', order, '2026-03-15', 'due'],
    ['overdue from the fourth', order, '2026-03-16', 'overdue'],
    ['done, where done on the third day', after(order, notified('2026-03-15')), '2026-03-20', 'done'],
    ['done late, where done on the fourth', after(order, notified('2026-03-16')), '2026-03-20', 'done_late'],
    [
      'not required, where the order ended within the three days',
      endedAt('2026-03-14'),
      '2026-03-20',
      'not_required',
    ],
    ['overdue, where the order ended after them', endedAt('2026-03-15'), '2026-03-20', 'overdue'],
  ])('%s', (_, facts, on, is) => {
    expect(notificationOn(facts, day(on)).is).toBe(is);
  });
});
