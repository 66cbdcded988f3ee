import { answer, cell, published, rows } from './published.js';

describe('a breakdown', () => {
  const people = [
    cell('people_supported', 1, 10, { sex: 'female', relationship: 'intimate', cyber: 'yes' }),
    cell('people_supported', 2, 5, { sex: 'male', relationship: 'stranger', cyber: 'no' }),
    cell('people_supported', 3, 5, {
      sex: 'unknown_not_asked',
      relationship: 'stranger',
      cyber: 'unknown_not_asked',
    }),
  ];

  it('has what is known, what is not known by reason, and a total that is their sum', () => {
    const figures = answer('How many people were supported in 2020/21, by sex?', published(people));
    expect(rows(figures)).toMatchObject({
      Female: 10,
      Male: 5,
      Known: 15,
      'Unknown: not asked': 5,
      Unknown: 5,
      Total: 20,
    });
    expect([figures.by, figures.unknowns?.includes('nobody asked')]).toEqual([['sex'], true]);
  });

  it('by two things has the margins of each', () => {
    const figures = answer(
      'How many people were supported in 2020/21, by sex and by relationship?',
      published(people),
    );
    expect(rows(figures)).toMatchObject({
      'Sex: Female': 10,
      'Relationship: Stranger': 10,
      'Sex: Total': 20,
      'Relationship: Total': 20,
    });
  });

  it('of referrals by outcome is by what was decided', () => {
    const cells = [
      cell('referrals', 1, 10, { stage: 'referral_accepted' }),
      cell('referrals', 1, 5, { stage: 'referral_declined' }),
    ];
    const figures = answer('How many referrals were received in 2020/21, by outcome?', published(cells));
    expect(rows(figures)).toMatchObject({
      'Referral accepted': 10,
      'Referral declined': 5,
      'Referrals received': 15,
    });
  });

  it('that is not published is not in it', () => {
    expect(answer('How many people were supported in 2020/21, by age?', published(people)).by).toEqual([]);
  });
});

describe('a condition', () => {
  it('on how a breach ended is kept to where there is such an outcome', () => {
    const cells = [
      cell('breaches', 1, 10, { outcome: 'charged' }),
      cell('breaches', 1, 5, { outcome: 'reported' }),
    ];
    const figures = answer(
      'How many breaches of stalking protection orders led to a charge in 2020/21?',
      published(cells),
    );
    expect([
      rows(figures),
      figures.confinedTo,
      figures.caption.endsWith('where someone was charged'),
    ]).toEqual([{ All: 10 }, ['outcome'], true]);
  });

  it('on the cyber type is met as nearly as is published, and is not said to be met', () => {
    const cells = [
      cell('people_supported', 1, 10, { cyber: 'yes' }),
      cell('people_supported', 1, 5, { cyber: 'no' }),
    ];
    const figures = answer('How many victims were stalked with a GPS tracker in 2020/21?', published(cells));
    expect([rows(figures), figures.confinedTo]).toEqual([{ All: 10 }, []]);
  });
});
