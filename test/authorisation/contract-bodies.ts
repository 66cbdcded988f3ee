import type { Body } from './asking.js';
import type { Names } from './world.js';

/** What is proposed of a contract, and whom it pays for. */
export const contractBodies: readonly (readonly [RegExp, (names: Names) => Body])[] = [
  [/contracts\/[^/]+\/terms$/, () => terms],
  [/\/targets$/, () => ({ measure: 'triage', withinHours: 12, sharePercent: 90, countedIn: 'elapsed' })],
  [/\/target-endings$/, () => ({ measure: 'first_contact' })],
  [/\/staffing\/endings$/, ({ staffingId }) => ({ staffingId, lastOn: '2026-03-04' })],
  [/\/complaints$/, () => ({ subject: 'waiting', complainant: 'client', receivedOn: '2026-03-02' })],
  [/\/complaints\/[^/]+\/steps$/, () => ({ step: 'acknowledged', doneOn: '2026-03-02' })],
  [/\/complaints\/[^/]+\/corrections$/, () => ({ because: 'recorded_twice' })],
  [/\/staffing$/, () => ({ post: 'advocate', fte: '1', fromOn: '2026-03-02' })],
];

const terms = {
  cutOffDays: 15,
  returnDueDays: 30,
  annualCostPounds: 120_000,
  eligibility: 'any_relationship',
};
