import { plainDate } from '../../src/kernel/plain-date.js';
import { readLetter } from '../../src/foi/letter.rules.js';
import type { Holding } from '../../src/foi/foi.codes.js';
import {
  checkReceived,
  dueOnceClarified,
  referenceOf,
  refusedFinding,
} from '../../src/foi/request-record.rules.js';

const day = plainDate;

describe('what people call a request', () => {
  it('is the year it was received and a number of at least four figures', () => {
    expect(referenceOf(day('2022-01-31'), 1)).toBe('FOI-2022-0001');
    expect(referenceOf(day('2022-12-31'), 12345)).toBe('FOI-2022-12345');
  });
});

describe('the day a letter was received', () => {
  it('may be today, and may not be tomorrow', () => {
    expect(() => {
      checkReceived(day('2026-03-02'), day('2026-03-02'));
    }).not.toThrow();
    expect(() => {
      checkReceived(day('2026-03-03'), day('2026-03-02'));
    }).toThrow('cannot be in the future');
  });
});

describe('the day an answer is due once it is clear what is asked', () => {
  const asked = { receivedOn: day('2022-01-31'), clarificationAskedOn: day('2022-02-07') };

  it('is twenty working days after that, whatever had run before', () => {
    expect(dueOnceClarified({ ...asked, clarifiedOn: day('2022-02-14') }, day('2022-02-20'))).toBe(
      '2022-03-14',
    );
  });

  it.each([
    ['2022-02-06', 'before it was asked for'],
    ['2022-01-30', 'before the request'],
    ['2022-02-21', 'in the future'],
  ])('is none where it came on %s', (clarifiedOn, why) => {
    expect(() => dueOnceClarified({ ...asked, clarifiedOn: day(clarifiedOn) }, day('2022-02-20'))).toThrow(
      why,
    );
  });
});

function ruleOf(letter: string, finding: Holding): string | null {
  const [question] = readLetter(letter, day('2022-01-31'));
  if (!question) throw new Error('A letter has a question');
  return refusedFinding(question, finding)?.rule ?? null;
}

describe('what a search may be said to have found', () => {
  it.each<[string, string, Holding, string | null]>([
    [
      'nil of what is published',
      'How many breaches of stalking protection orders were there?',
      'nil',
      'published-is-held',
    ],
    [
      'that what is published is not held',
      'How many people were supported?',
      'not_held',
      'published-is-held',
    ],
    ['nil of what is not published', 'How many staff were there?', 'nil', null],
    ['that what is not published is not held', 'How many staff were there?', 'not_held', null],
    ['nil of what the police count', 'How many arrests for stalking were there?', 'nil', 'not-ours-to-count'],
    ['that what the police count is not held', 'How many arrests for stalking were there?', 'not_held', null],
    ['nothing of a person', 'Is Mr Invented Bramble known to you?', 'not_held', 'refused-whatever-is-found'],
    ['nothing in narrative', 'How many case notes mention AirTags?', 'nil', 'refused-whatever-is-found'],
    ['that it is held, of anything', 'Is Mr Invented Bramble known to you?', 'held', null],
  ])('%s', (_, letter, finding, rule) => {
    expect(ruleOf(letter, finding)).toBe(rule);
  });
});
