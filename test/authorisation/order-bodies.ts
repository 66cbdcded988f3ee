import type { Body } from './asking.js';
import type { Names } from './world.js';

const breach = {
  occurredOn: '2026-03-01',
  ofNotification: 'yes',
  whatHappened: 'Invented.',
  reportedToPolice: 'yes',
  reportedOn: '2026-03-02',
};

/** What is sent of orders and their breaches: see bodies.ts. */
export const orderBodies: readonly (readonly [RegExp, (names: Names) => Body])[] = [
  [/\/orders$/, () => ({ appliedOn: '2026-03-02' })],
  [/\/orders\/[^/]+\/breaches$/, () => breach],
  [/\/naming$/, ({ breachVersion }) => ({ ofNotification: 'yes', version: breachVersion })],
  [/\/dismissal$/, ({ breachVersion }) => ({ version: breachVersion })],
  [
    /\/report$|\/breaches\/[^/]+\/steps/,
    ({ breachVersion }) => ({ reportedOn: '2026-03-02', version: breachVersion }),
  ],
  [/\/crime-record$/, ({ breachVersion }) => ({ recordedAsCrime: 'no', version: breachVersion })],
  [
    /\/outcome$/,
    ({ breachVersion }) => ({ outcome: 'arrested', outcomeOn: '2026-03-02', version: breachVersion }),
  ],
  [
    /\/court-result$/,
    ({ breachVersion }) => ({
      courtResult: 'convicted',
      courtResultOn: '2026-03-02',
      version: breachVersion,
    }),
  ],
  [
    /\/interim$/,
    ({ orderVersion }) => ({ on: '2026-03-02', expiresOn: '2026-06-02', version: orderVersion }),
  ],
  [
    /\/full$/,
    ({ orderVersion }) => ({ on: '2026-03-02', lasting: 'until_further_order', version: orderVersion }),
  ],
  [
    /\/orders\/[^/]+\/refusal$/,
    ({ orderVersion }) => ({ on: '2026-03-02', reason: 'not_necessary', version: orderVersion }),
  ],
  [
    /\/orders\/[^/]+\/withdrawal$/,
    ({ orderVersion }) => ({ on: '2026-03-02', reason: 'not_told', version: orderVersion }),
  ],
  [
    /\/service$|\/orders\/[^/]+\/steps/,
    ({ orderVersion }) => ({ kind: 'full', on: '2026-03-02', version: orderVersion }),
  ],
  [/\/notification$/, ({ orderVersion }) => ({ on: '2026-02-14', version: orderVersion })],
  [
    /\/variation$/,
    ({ orderVersion }) => ({ on: '2026-03-02', endChange: 'unchanged', version: orderVersion }),
  ],
  [
    /\/ending$/,
    ({ orderVersion }) => ({
      ending: 'discharged',
      on: '2026-03-02',
      bothConsent: 'yes',
      version: orderVersion,
    }),
  ],
  [
    /\/terms$/,
    ({ orderVersion }) => ({
      kind: 'prohibition',
      wording: 'Invented.',
      fromOn: '2026-03-02',
      version: orderVersion,
    }),
  ],
  [
    /\/terms\/\d+$/,
    ({ orderVersion }) => ({ change: 'removed', fromOn: '2026-03-02', version: orderVersion }),
  ],
];
