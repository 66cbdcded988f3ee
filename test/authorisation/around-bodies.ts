import { considerations } from '../../src/safeguards/counter-allegation.codes.js';
import type { Body } from './asking.js';
import type { Names } from './world.js';

/** Something shared with an agency. */
export const share = {
  toWhom: 'Invented',
  theirRole: 'Invented',
  items: ['risk'],
  way: 'meeting',
  why: 'Invented.',
  untilOn: '2026-03-04',
};
const solicitor = { relation: 'solicitor', fullName: 'Invented Sedge' };
const cameOfIt = { cameOfIt: 'Invented.', version: 1 };
const capacity = {
  ...{ decision: 'Invented.', helpGiven: 'Invented.', assessedOn: '2026-03-02', followUpOn: '2026-03-09' },
  ...{ impairment: 'no', understand: 'yes', retain: 'yes', weigh: 'yes', communicate: 'yes' },
  finding: 'has_capacity',
};
const whoIsTheVictim = {
  considerations: Object.fromEntries(considerations.map(({ code }) => [code, 'unclear'])),
  ...{ account: 'Invented.', outcome: 'unclear', reason: 'Invented.', version: 1 },
};

/** Of people around a client, concerns, and who is the victim: see bodies.ts. */
export const aroundBodies: readonly (readonly [RegExp, (names: Names) => Body])[] = [
  [/\/people\/[^/]+\/ending$/, () => ({ reason: 'Invented.', version: 1 })],
  [/cases\/[^/]+\/people\/[^/]+$/, () => ({ ...solicitor, reason: 'Invented.', version: 1 })],
  [/cases\/[^/]+\/people$/, () => ({ ...solicitor, kind: 'professional' })],
  [/\/capacity-concerns$/, () => capacity],
  [/\/capacity-concerns\/[^/]+\/follow-up$/, () => ({ outcome: 'client_decided', ...cameOfIt })],
  [
    /\/concerns$/,
    ({ socialCareId }) => ({ agencyId: socialCareId, ...share, about: 'child', followUpOn: '2026-03-09' }),
  ],
  [/\/concerns\/[^/]+\/follow-up$/, () => ({ outcome: 'help', ...cameOfIt })],
  [/\/counter-allegations\/[^/]+\/decisions$/, () => whoIsTheVictim],
];
