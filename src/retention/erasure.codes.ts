import { codelist, type Code } from '../kernel/codelist.js';

/** Why a client is to be forgotten. Source: UK GDPR, articles 17(1), 5(1)(e) and 5(1)(d). */
export const erasureReasons = codelist({
  client_asked: 'The client asked for it',
  kept_long_enough: 'It has been kept as long as there was a reason to',
  recorded_by_mistake: 'It should not have been recorded',
});
export type ErasureReason = Code<typeof erasureReasons>;

export const erasureDecisions = codelist({
  approved: 'Erased',
  refused: 'Not erased',
});
export type ErasureDecision = Code<typeof erasureDecisions>;

/** Why somebody cannot approve an erasure, as the database finds it: `obstacle_to_erasing`. */
export const erasureObstacles = codelist({
  no_longer_waiting: 'This has been decided already, or waited longer than 7 days.',
  still_open: 'A case of this client is open, or a referral undecided. Close or decide it first.',
  not_an_approver: 'Another supervisor of the client’s team must approve this.',
  own_proposal: 'You proposed this: another supervisor of the team must approve it.',
  lately_added:
    'Another supervisor must approve this: the same administrator added both your accounts within the last 30 days.',
});
export type ErasureObstacle = Code<typeof erasureObstacles>;
