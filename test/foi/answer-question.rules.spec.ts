import { plainDate } from '../../src/kernel/plain-date.js';
import { draftAnswer, type DraftedQuestion } from '../../src/foi/answer-question.rules.js';
import { estimateCost } from '../../src/foi/cost-limit.rules.js';
import { readLetter } from '../../src/foi/letter.rules.js';
import { whichPeriods } from '../../src/foi/which-periods.rules.js';

const receivedOn = plainDate('2024-02-19');
const records = { authority: 'the Invented Commissioner', services: ['Demo Advocacy'], area: 'Northshire' };
const figures = {
  caption: 'People supported',
  definition: 'Distinct people.',
  asAt: plainDate('2024-01-10'),
  rows: [
    { label: 'Female', counts: [120] },
    { label: 'Male', counts: [30] },
    { label: 'Not known: not asked', counts: [5] },
  ],
  by: ['sex' as const],
  confinedTo: [],
  unknowns: 'Not known is shown by its reason: in 5 cases nobody asked.',
  rounded: true,
};

function answerTo(text: string, changes: Partial<DraftedQuestion> = {}) {
  const [question] = readLetter(text, receivedOn);
  if (!question) throw new Error('A letter has a question');
  const periods = whichPeriods(question.periods, receivedOn, plainDate('2023-12-31'));
  const answer = draftAnswer(
    { question, periods, figures, holding: 'held', search: null, cost: null, reason: null, ...changes },
    records,
  );
  return { ...answer, said: JSON.stringify(answer.blocks) };
}

const people = 'How many people did you support in 2022/23, split by gender?';

describe('the answer to a question', () => {
  it.each(['Has Jane Invented been referred?', 'Can jane invented be told about this?'])(
    'repeats nothing that may name someone, for it will be published: %s',
    (text) => {
      expect(answerTo(text).said.toLowerCase()).not.toContain('jane');
    },
  );

  it('prints every row with the unknowns by reason, and says what they are', () => {
    const { blocks, said, needs } = answerTo(people);
    expect(needs).toEqual([]);
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'table', columns: ['2022/23'] }));
    expect(said).toContain('Not known is shown by its reason');
  });

  it('says so where figures are not published by what was asked, and does not count again', () => {
    const { said } = answerTo('How many people did you support in 2022/23, by gender and by age?');
    expect(said).toContain('We cannot give this by age band.');
    expect(said).toContain('section 40(2)');
  });

  it('where figures are wider than the question, says so beside them', () => {
    const { said } = answerTo('How many of your clients were tracked by a tracker tag in 2022/23?');
    expect(said).toContain(
      'These figures are wider than the question: they are not confined to cases coded “tracker tag”.',
    );
    expect(said).toContain('section 40(2)');
  });

  it('figures that were never rounded are to be given as they were asked', () => {
    const exact = { ...figures, caption: 'Grants', by: [], rounded: false };
    const { needs } = answerTo('Which organisations received grants for stalking services in 2022/23?', {
      figures: exact,
    });
    expect(needs).toEqual(['Give the figures as asked: by organisation receiving it']);
  });

  it('with a search recorded, says that there are none and where it looked', () => {
    const search = {
      places: ['the case records', 'the enquiries inbox'],
      searchedOn: plainDate('2024-03-01'),
    };
    const { said, needs } = answerTo(people, { holding: 'nil', search });
    expect(needs).toEqual([]);
    expect(said).toContain('There are none. This is a count, and not a gap in the records');
    expect(said).toContain('We searched the case records and the enquiries inbox on 1 March 2024.');
  });

  it('not held is said otherwise than none', () => {
    const search = { places: ['the case records'], searchedOn: plainDate('2024-03-01') };
    const { said, disposition } = answerTo(people, { holding: 'not_held', search });
    expect(disposition).toBe('not_held');
    expect(said).toContain('We do not hold this.');
  });

  it('corrects a mistake and gives what is known', () => {
    const { said, disposition } = answerTo('How many stalking protection orders did the CPS grant in 2022?');
    expect(disposition).toBe('wrong_premise');
    expect(said).toContain('The Crown Prosecution Service neither applies for nor grants');
    expect(said).toContain('"kind":"table"');
  });

  it('asks what is meant by reports, and offers its own count meanwhile', () => {
    const { said, disposition } = answerTo('How many reports of stalking were there in 2022?');
    expect(disposition).toBe('other_authority');
    expect(said).toContain('Please tell us: By “reports”');
  });

  it('does not search free text, and offers the codes', () => {
    const { said, needs } = answerTo('How many records mention Instagram in 2022?', { figures: null });
    expect(said).toContain('We do not search it for words');
    expect(said).toContain('section 40(2) of the Freedom of Information Act 2000 applies');
    expect(needs).toEqual([]);
  });

  it('withholds narrative text as personal data, with no figures beside', () => {
    const { said } = answerTo('Please send the case notes of your last ten cases.');
    expect(said).toContain('section 40(2) (personal data of someone else)');
    expect(said).not.toContain('"kind":"table"');
  });

  it('neither confirms nor denies, and does not repeat a name', () => {
    const { said } = answerTo('Has Mr Invented been referred to your service?');
    expect(said).toContain('We neither confirm nor deny');
    expect(said).not.toContain('Mr Invented');
  });

  it('over the cost limit, prints the estimate, and wants one', () => {
    const [question] = readLetter(people, receivedOn);
    if (!question) throw new Error('A letter has a question');
    const over = { question: { ...question, disposition: 'over_cost_limit' as const }, figures: null };
    const cost = estimateCost('other', [{ act: 'extracting', records: 35_726, minutesEach: 5 }]);
    expect(answerTo(people, over).needs).toEqual([
      'Estimate the cost: hours for each kind of countable work',
    ]);
    expect(answerTo(people, { ...over, cost }).said).toContain(
      'Section 12 of the Freedom of Information Act 2000',
    );
  });

  it('a qualified exemption wants the officer’s own reason', () => {
    const [question] = readLetter(people, receivedOn);
    if (!question) throw new Error('A letter has a question');
    const exempt = { question: { ...question, disposition: 'exempt' as const, exemption: 's22' as const } };
    expect(answerTo(people, exempt).needs).toEqual([
      'Say why the exemption applies and how the public interest was weighed',
    ]);
    const reason = 'They are published on 1 May 2024, and the public interest is served by that.';
    expect(answerTo(people, { ...exempt, reason })).toMatchObject({ needs: [] });
    expect(answerTo(people, { ...exempt, reason }).said).toContain(reason);
  });

  it('says so where the periods have no figures yet, with no empty table', () => {
    const { said } = answerTo('How many people did you support in 2024/25?');
    expect(said).toContain('There are no figures yet for 2024/25.');
    expect(said).not.toContain('"kind":"table"');
  });
});
