import { checkSteps, possibleActs, type Steps } from '../../src/kernel/steps.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import {
  assessmentSteps,
  checkCorrects,
  lacking,
  submission,
  type AssessmentAct,
} from '../../src/risk/assessment.rules.js';
import type { AssessmentState } from '../../src/risk/risk.codes.js';
import { anInstrument, answered } from './facts.js';

const table: Steps<AssessmentState, AssessmentAct> = assessmentSteps;
const today = plainDate('2026-03-03');
const aDraft = {
  state: 'draft',
  answers: answered('yyy'),
  professionalBand: 'medium',
  rationale: null,
} as const;

describe('the life of an assessment', () => {
  it('every state can be reached from a draft', () => {
    expect(checkSteps(table, 'draft')).toEqual([]);
  });

  it('only one awaiting review can be agreed, amended or returned', () => {
    expect(possibleActs(table, 'submitted')).toEqual(['agree', 'amend', 'return']);
  });

  it.each(['agreed', 'amended', 'returned'] as const)('nothing more is done to one that is %s', (state) => {
    expect(possibleActs(table, state)).toEqual([]);
  });
});

describe('submitting', () => {
  it('fixes the tool’s band, the professional’s, the final one and the day', () => {
    expect(submission(anInstrument(), aDraft, today)).toEqual({
      state: 'submitted',
      toolBand: 'medium',
      professionalBand: 'medium',
      finalBand: 'medium',
      submittedOn: '2026-03-03',
    });
  });

  it('takes “not asked” and “don’t know” as answers', () => {
    expect(submission(anInstrument(), { ...aDraft, answers: answered('yyy??-----') }, today).toolBand).toBe(
      'medium',
    );
  });

  it.each([
    ['a question left blank', { answers: { q1: 'yes' } }, 'question-without-answer'],
    [
      'an answer to a question of another instrument',
      { answers: { ...answered('yyy'), z1: 'no' } },
      'answers-another-instrument',
    ],
    ['no professional band', { professionalBand: null }, 'no-professional-band'],
    [
      'a band that differs without a reason',
      { professionalBand: 'standard' },
      'band-differs-without-rationale',
    ],
    ['one already submitted', { state: 'submitted' }, 'impossible-step'],
    ['one that was returned', { state: 'returned' }, 'impossible-step'],
  ] as const)('is refused with %s', (_, change, rule) => {
    expect(() => submission(anInstrument(), { ...aDraft, ...change }, today)).toThrow(
      expect.objectContaining({ rule }),
    );
  });
});

describe('what a draft lacks', () => {
  it('is nothing where it could be submitted', () => {
    expect(lacking(anInstrument(), aDraft)).toEqual({});
  });

  it('is each blank question by its number, and the band', () => {
    const { q2: _, q7: __, ...answers } = answered('yyy');
    expect(lacking(anInstrument(), { answers, professionalBand: null, rationale: null })).toEqual({
      'answers.q2': 'Question 2: choose an answer, or “Not asked”',
      'answers.q7': 'Question 7: choose an answer, or “Not asked”',
      professionalBand: 'Choose the band you judge the risk to be',
    });
  });

  it('is the reason, where the bands differ', () => {
    expect(lacking(anInstrument(), { ...aDraft, professionalBand: 'high', rationale: 'Too short' })).toEqual({
      rationale:
        'The answers alone give medium. Say why you judge the risk as you do, in at least 20 characters',
    });
  });
});

describe('a correction', () => {
  it('is of an assessment that was returned, in the same case', () => {
    expect(() => checkCorrects({ state: 'returned', caseId: 'a' }, 'a')).not.toThrow();
  });

  it.each([
    ['agreed', 'a'],
    ['submitted', 'a'],
    ['returned', 'b'],
  ] as const)('is not of one that is %s in case %s', (state, caseId) => {
    expect(() => checkCorrects({ state, caseId }, 'a')).toThrow(
      expect.objectContaining({ rule: 'only-returned-is-corrected' }),
    );
  });
});
