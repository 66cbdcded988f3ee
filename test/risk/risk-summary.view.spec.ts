import type { Actor } from '../../src/kernel/actor.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import type { AssessmentLine } from '../../src/risk/assessment.queries.js';
import { riskSummary, type RiskStanding } from '../../src/risk/risk-summary.view.js';

const today = plainDate('2026-03-05');
const advocate: Actor = { role: 'advocate', userId: 'advocate', organisationId: 'service' };
const aCase = (changes: Partial<RiskStanding> = {}): RiskStanding => ({
  id: 'case',
  advocateId: 'advocate',
  closedOn: null,
  riskBand: 'high',
  reviewDueOn: plainDate('2026-03-17'),
  ...changes,
});
const aLine = (changes: Partial<AssessmentLine> = {}): AssessmentLine => ({
  id: 'assessment',
  state: 'submitted',
  authorId: 'advocate',
  author: 'Demo Campion',
  instrument: 'Larkspur screen 1',
  mode: 'phone',
  begunAt: new Date('2026-03-03T09:00:00Z'),
  submittedOn: plainDate('2026-03-03'),
  finalBand: 'high',
  correctedById: null,
  ...changes,
});
const summary = (kase: RiskStanding, lines: AssessmentLine[]) =>
  riskSummary(kase, lines, { actor: advocate, today });

describe('the risk part of a case’s page', () => {
  it('says the band and when the next review is due', () => {
    const { band, due } = summary(aCase(), [aLine()]);
    expect(band?.text).toBe('High');
    expect(due).toEqual({ on: '2026-03-17', inWords: 'Due in 12 days', isOverdue: false });
  });

  it('says that a review is overdue, and by how long', () => {
    const { due } = summary(aCase({ reviewDueOn: plainDate('2026-03-02') }), [aLine()]);
    expect(due).toMatchObject({ inWords: 'Overdue by 3 days', isOverdue: true });
  });

  it('has neither before the first assessment', () => {
    expect(summary(aCase({ riskBand: null, reviewDueOn: null }), [])).toMatchObject({
      band: null,
      due: null,
      rows: [],
    });
  });

  it('offers an assessment while the case is open, and not once it is closed', () => {
    expect(summary(aCase(), []).canAssess).toBe(true);
    expect(summary(aCase({ closedOn: plainDate('2026-03-04') }), []).canAssess).toBe(false);
  });
});

describe('an assessment to do again', () => {
  const returned = aLine({ id: 'returned', state: 'returned' });

  it.each([
    ['is the last one submitted, where it was returned', [returned, aLine()], 'returned'],
    [
      'is so though a draft has been begun beside it',
      [aLine({ state: 'draft', submittedOn: null }), returned],
      'returned',
    ],
    ['is none where its correction has been begun', [aLine({ ...returned, correctedById: 'another' })], null],
    ['is none where a later one was submitted', [aLine(), returned], null],
  ])('%s', (_, lines, id) => {
    expect(summary(aCase(), lines).toCorrect).toBe(id);
  });
});
