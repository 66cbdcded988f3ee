import { plainDate } from '../../src/kernel/plain-date.js';
import { readLetter } from '../../src/foi/letter.rules.js';

// Letters of our own, in the manner of real ones: the reading must come from a grammar, and not from letters seen before.
function read(text: string) {
  return readLetter(text, plainDate('2024-02-19'));
}

describe('what a question counts', () => {
  it.each([
    ['How many grants were made to services for victims of stalking in 2022/23?', ['services_commissioned']],
    ['How many stalking victims did you support in 2023?', ['people_supported']],
    [
      'The number of arrests, charges and convictions for stalking in 2023.',
      ['arrests', 'charges', 'convictions'],
    ],
    ['How many DVPOs were granted in 2023 and how many were refused?', ['orders_granted', 'orders_refused']],
    ['How many SPO applications were withdrawn in 2023?', ['orders_withdrawn']],
    [
      'How many applications for SPOs were made, and how many were refused?',
      ['orders_applied', 'orders_refused'],
    ],
    ['How many people were arrested for breach of an SPO in 2023?', ['arrests']],
    ['How many SPO breaches were there in 2023?', ['breaches_recorded']],
    ['How many complaints of stalking did the force receive in 2023?', ['stalking_reports']],
    ['How many officers are trained in stalking protection orders?', ['staffing']],
    ['I would like the number of referrals received in 2023, free of charge.', ['referrals']],
    ['How many stalking protection orders were there in 2023?', ['orders_applied', 'orders_granted']],
  ])('“%s”', (text, measures) => {
    expect(read(text)[0]?.measures).toEqual(measures);
  });

  it('“of those” with an outcome is an outcome of what was counted', () => {
    const letter =
      '1. How many stalking offences were recorded in 2023? 2. Of those, how many resulted in a caution?';
    expect(read(letter)[1]).toMatchObject({ measures: ['recorded_offences'], outcome: 'cautioned' });
  });

  it('charges counted beside offences confine nothing', () => {
    const [question] = read('How many offences were recorded in 2023, and how many led to a charge?');
    expect(question).toMatchObject({ measures: ['recorded_offences', 'charges'], outcome: null });
  });

  it('an order from the day of the Act needs no telling that there was none before', () => {
    expect(read('How many SPOs were granted since 20 January 2020?')[0]?.corrections).toEqual([]);
  });

  it('“in those years” takes the years and nothing else', () => {
    const letter =
      '1. How many SPOs were granted in 2021 and 2022? 2. How many incidents were recorded in those years?';
    expect(read(letter)[1]).toMatchObject({
      measures: ['stalking_incidents'],
      orderTypes: [],
      periods: { years: ['2021', '2022'] },
    });
  });

  it('a filter that cannot be read is asked about, and not answered as if it were not there', () => {
    const letter = '1. How many people were charged in 2023? 2. How many were released under investigation?';
    expect(read(letter)[1]).toMatchObject({
      disposition: 'clarify',
      clarifications: ['which_of_those'],
      notes: ['part_not_read'],
    });
  });

  it('a filter by sex or age is answered by the breakdown', () => {
    const letter = 'How many people did you support in 2023? And how many of them were under 18?';
    expect(read(letter)[1]).toMatchObject({
      measures: ['people_supported'],
      by: ['age_band'],
      bands: ['under 18'],
    });
  });

  it('several kinds of order are shown apart', () => {
    const [question] = read(
      'The number of breaches in 2023 of non-molestation, occupation and restraining orders.',
    );
    expect(question).toMatchObject({ orderTypes: ['nmo', 'oo', 'ro'], by: ['order_type'] });
  });
});

describe('what is to be done with a question', () => {
  it.each(['How many potholes did you fill last year?', 'Hello', '', '???'])(
    'where nothing can be recognised in “%s”, it is a question to clarify, saying what we count',
    (text) => {
      expect(read(text)).toMatchObject([
        { number: '1', disposition: 'clarify', clarifications: ['what_is_counted'] },
      ]);
    },
  );

  it.each([
    ['How many stalking protection orders did victims apply for in 2022?', 'victims_cannot_apply_spo'],
    ['How many non-molestation orders has your force applied for in 2022?', 'family_court_makes_nmo'],
    [
      'How many stalking protection orders were granted by the Crown Prosecution Service in 2022?',
      'cps_grants_no_order',
    ],
  ])('“%s” rests on a mistake', (text, correction) => {
    expect(read(text)[0]).toMatchObject({ disposition: 'wrong_premise', corrections: [correction] });
  });

  it.each([
    ['How many restraining orders did the CPS apply for in 2022?', 'answerable'],
    ['How many DVPOs did your force apply for in 2022?', 'answerable'],
    ['How many stalking protection orders were renewed in 2023?', 'clarify'],
    ['Please send the case notes of your last ten cases.', 'exempt'],
    ['How many cases contain the word tracker?', 'free_text_search'],
    ['Has Mr Invented been referred to your service?', 'neither_confirm_nor_deny'],
    ['Did my ex contact you in 2023?', 'neither_confirm_nor_deny'],
    ['Please send me everything you hold about me.', 'exempt'],
  ])('“%s”: %s', (text, disposition) => {
    expect(read(text)[0]?.disposition).toBe(disposition);
  });

  it('somebody asking for their own records is given the exemption that sends them to a subject access request', () => {
    expect(read('Please send me everything you hold about me.')[0]).toMatchObject({
      exemption: 's40_1',
      notes: ['subject_access', 'no_period'],
    });
  });

  it('the person a letter greets is not the person it asks about', () => {
    expect(read('Dear Mr Invented, how many SPOs were granted in 2023?')[0]?.disposition).toBe('answerable');
  });
});
