import { quarter } from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { publishedAnswer } from '../../src/foi/published-answer.rules.js';
import { answer, cell, periods, published, question, rows, service } from './published.js';

describe('what is published for a question', () => {
  it('is the sum of the quarters of its period, and of no other', () => {
    const figures = answer(
      'How many people were supported in 2020/21?',
      published([0, 1, 2, 3, 4].map((at) => cell('people_supported', at, 10))),
    );
    expect(rows(figures)).toEqual({ All: 40 });
  });

  it('leaves a period blank that no service was under contract for, and does not print a 0', () => {
    const between = service({ missing: [2] });
    const figures = answer(
      'How many people were supported in 2020/21?',
      published([cell('people_supported', 1, 10)], [between]),
    );
    expect(rows(figures)).toEqual({ All: null });
  });

  it('says which quarters one of the services is not counted in', () => {
    const [between, other] = [service({ missing: [2] }), service({ serviceId: 'b', service: 'Demo Sundew' })];
    const figures = answer(
      'How many people were supported in 2020/21?',
      published([cell('people_supported', 1, 10)], [between, other]),
    );
    expect(rows(figures)).toEqual({ All: 10 });
    expect(figures.definition).toContain('Demo Harebell is not counted in July to September 2020.');
    expect(figures.definition).not.toContain('Demo Sundew is not counted');
  });

  it('is of every service together', () => {
    const other = { ...cell('people_supported', 2, 5), serviceId: 'b' };
    expect(
      rows(
        answer(
          'How many people were supported in 2020/21?',
          published([cell('people_supported', 1, 10), other]),
        ),
      ),
    ).toEqual({ All: 15 });
  });

  it.each([
    ['How many incidents of stalking were recorded in 2020/21?', 'Cases opened by the service'],
    [
      'How many stalking protection orders were granted in 2020/21?',
      'Full stalking protection orders made known to the service',
    ],
    [
      'How many interim stalking protection orders were granted in 2020/21?',
      'Interim stalking protection orders made known to the service',
    ],
    [
      'How many breaches of stalking protection orders were there in 2020/21?',
      'Breaches of stalking protection orders made known to the service',
    ],
    ['How many victims of stalking were there in 2020/21?', 'People supported by the service'],
  ])('%s is %s', (letter, caption) => {
    expect(answer(letter, published([])).caption).toBe(caption);
  });

  it.each([
    'How many staff did your service have in 2020/21?',
    'How many non-molestation orders were granted in 2020/21?',
    'How many breaches of restraining orders were there in 2020/21?',
  ])('is nothing at all for: %s', (letter) => {
    expect(publishedAnswer(question(letter), periods, published([]))).toBeNull();
  });

  it('is nothing before anything is frozen', () => {
    expect(
      publishedAnswer(question('How many people were supported in 2020/21?'), periods, published([], [])),
    ).toBeNull();
  });

  it('says which of what is asked is not in it', () => {
    const both = answer(
      'How many breaches of stalking protection orders and restraining orders were there in 2020/21?',
      published([]),
    );
    expect(both.definition).toContain(
      'Only stalking protection orders are counted; no figures are published of any restraining order.',
    );
    const undecided = answer(
      'How many stalking protection orders were refused, and how many are still pending, in 2020/21?',
      published([]),
    );
    expect(undecided.definition).toContain('No figures are published of applications still to be decided.');
  });

  it('has a line for each of several counts', () => {
    const figures = answer(
      'How many stalking protection orders were applied for and how many were granted in 2020/21?',
      published([cell('orders_applied', 1, 20), cell('orders_made', 2, 5)]),
    );
    expect(rows(figures)).toEqual({
      'Orders applied for': 20,
      'Full orders made': 5,
    });
  });

  it('says of a family held over that it is, and of a service on another day which day', () => {
    const heldOver = [{ snapshot: quarter('2020-Q4'), family: 'people_supported', area: 'E23000033' }];
    const older = { ...service().snapshot, countedTo: plainDate('2021-01-10') };
    const figures = answer(
      'How many people were supported in 2020/21?',
      published([], [service({ heldOver }), service({ service: 'Demo Sundew', snapshot: older })]),
    );
    expect(figures.asAt).toBe('2021-04-10');
    expect(figures.definition).toContain('People supported in Sussex are not counted here yet.');
    expect(figures.definition).toContain('Those of Demo Sundew are as at 10 January 2021.');
    expect(
      answer('How many referrals were there in 2020/21?', published([], [service({ heldOver })])).definition,
    ).not.toContain('not counted here yet');
  });
});
