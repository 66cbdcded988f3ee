import { wording } from '../../src/disclosure/policy.codes.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { asPlainText, draftLetter, whatIsMissing, type DraftFacts } from '../../src/foi/answer.rules.js';
import type { DraftedQuestion } from '../../src/foi/answer-question.rules.js';
import type { Figures } from '../../src/foi/answer-table.rules.js';
import { dueOn } from '../../src/foi/foi-clock.rules.js';
import { readLetter } from '../../src/foi/letter.rules.js';
import { whichPeriods } from '../../src/foi/which-periods.rules.js';
import { sharedCases } from '../support/shared.js';

// The founding letter: three questions about three years, one of which ended before the Act, put to a commissioner.
const { requests } = sharedCases('foi/requests.json') as { requests: { id: string; text: string }[] };
const founding = requests.find(({ id }) => id === 'met-2022')?.text ?? '';
const receivedOn = plainDate('2022-01-31');

function someFigures(caption: string, counts: number[]): Figures {
  return {
    caption,
    definition: 'Each is counted in the quarter it happened.',
    asAt: plainDate('2022-01-10'),
    rows: [{ label: 'All', counts }],
    by: [],
    confinedTo: [],
    unknowns: null,
    rounded: true,
  };
}

const figures = [
  someFigures('Cases opened', [1210, 1335, 1480]),
  someFigures('Full stalking protection orders made known to the service', [0, 0, 35]),
  someFigures('Breaches of stalking protection orders made known to the service', [0, 0, 5]),
];

function theLetter(changes: Partial<DraftedQuestion> = {}): DraftFacts {
  return {
    reference: 'FOI-2022-00017',
    receivedOn,
    dueOn: dueOn(receivedOn),
    records: {
      authority: 'the Invented Commissioner for Northshire',
      services: ['Demo Advocacy', 'Bramble Support'],
      area: 'Northshire',
    },
    rounding: wording.rounding,
    reviewTo: 'the FOI office, Invented House, Northshire',
    questions: readLetter(founding, receivedOn).map((question, index) => ({
      question,
      periods: whichPeriods(question.periods, receivedOn, plainDate('2021-12-31')),
      figures: figures[index] ?? null,
      holding: 'held',
      search: null,
      cost: null,
      reason: null,
      ...changes,
    })),
  };
}

describe('the answer to the founding letter', () => {
  const letter = draftLetter(theLetter());
  const text = asPlainText(letter);
  const [incidents, orders, breaches] = letter.answers;

  it('wants nothing before it can be approved', () => {
    expect(whatIsMissing(letter)).toEqual([]);
  });

  it('opens by saying whose records it counts, then when it was received and is due', () => {
    const opening = letter.opening.map((block) => (block.kind === 'table' ? '' : block.text));
    expect(opening.at(-1)).toBe(
      'We received your request on 31 January 2022. An answer is due by 28 February 2022.',
    );
    expect(opening[1]).toContain(
      'These figures count people supported by Demo Advocacy and Bramble Support in Northshire',
    );
    expect(opening[1]).toContain('They are not crimes recorded by the police');
  });

  it('leaves recorded incidents to the police, and offers the cases opened beside', () => {
    expect(incidents?.disposition).toBe('other_authority');
    expect(JSON.stringify(incidents)).toContain('we suggest that you ask the police force for Northshire');
    expect(incidents?.blocks).toContainEqual({
      kind: 'table',
      caption: 'Cases opened',
      columns: ['2018/19', '2019/20', '2020/21'],
      rows: [{ label: 'All', cells: ['1,210', '1,335', '1,480'] }],
    });
  });

  it('says that a court makes the order, and answers for orders granted', () => {
    const said = JSON.stringify(orders);
    expect(orders?.disposition).toBe('answerable');
    expect(said).toContain(
      'made by a magistrates’ court on the application of the police, who do not issue it',
    );
    expect(said).toContain('We have read this as asking for: orders granted; stalking protection order.');
  });

  it('has none by law before the Act, a part year when it came, and no figure of 0 that is taken for none', () => {
    expect(orders?.blocks).toContainEqual(
      expect.objectContaining({ rows: [{ label: 'All', cells: ['nil by law', '0', '35'] }] }),
    );
    const said = JSON.stringify(orders);
    expect(said).toContain('In this table 0 does not mean none');
    expect(said).toContain(
      'There could be none in 2018/19: the Stalking Protection Act 2019 came into force on 20 January 2020.',
    );
    expect(said).toContain('2019/20 is a part year for these orders');
  });

  it('answers each question with its definition, its day, its years and the change of April 2020', () => {
    for (const answer of [incidents, orders, breaches]) {
      const said = JSON.stringify(answer);
      expect(said).toContain('Definition: Each is counted in the quarter it happened.');
      expect(said).toContain('The figures are as at 10 January 2022.');
      expect(said).toContain('The request allows any kind of year, so we have used financial years');
      expect(said).toContain('In April 2020 a course of conduct by a former partner');
      expect(said).not.toContain('In April 2018');
    }
  });

  it('counts breaches made known to the service, and says that others hold the full count', () => {
    expect(JSON.stringify(breaches)).toContain('made known to Demo Advocacy and Bramble Support');
  });

  it('never calls a count of its own recorded by the police or in the force’s area', () => {
    const own = text
      .replaceAll(/You asked: “[^”]*”/g, '')
      .replaceAll('They are not crimes recorded by the police', '');
    expect(own).not.toMatch(/recorded (?:by|in) (?:the|your) (?:police|force)/i);
  });

  it('ends with how its figures are rounded, how to have it reviewed and how to complain', () => {
    const ending = JSON.stringify(letter.closing);
    expect(ending).toContain('A count printed 0 may be any number from 0 to 4');
    expect(ending).toContain('section 16');
    expect(ending).toContain('within 40 working days');
    expect(ending).toContain('the Information Commissioner');
  });

  it('is the same in plain text, its tables as rows', () => {
    expect(text).toContain('\t2018/19\t2019/20\t2020/21\nAll\tnil by law\t0\t35');
  });
});

describe('a letter that is not ready', () => {
  it('says which question wants its figures', () => {
    const missing = whatIsMissing(draftLetter(theLetter({ figures: null })));
    expect(missing).toEqual([
      'Question 1: Give the published figures.',
      'Question 2: Give the published figures.',
      'Question 3: Give the published figures.',
    ]);
  });

  it.each(['nil', 'not_held'] as const)(
    'cannot say %s until it is recorded where else was searched',
    (holding) => {
      const missing = whatIsMissing(draftLetter(theLetter({ holding })));
      expect(missing).toHaveLength(3);
      expect(missing[0]).toContain('Question 1: Record where else was searched, and when');
    },
  );

  it('answers no question where it has none', () => {
    expect(whatIsMissing(draftLetter({ ...theLetter(), questions: [] }))).toEqual([
      'The letter answers no question',
    ]);
  });
});
