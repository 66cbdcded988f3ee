import { codelist, type Code } from '../kernel/codelist.js';

/** What may open a way to a case: what is done to an account, or to how everyone with a role signs in. Suspending opens none, and leaving a team neither. */
export const staffActs = codelist({
  add: 'Add an account',
  change_teams: 'Change teams',
  reinstate: 'Reinstate an account',
  reset_sign_in: 'Reset how they sign in',
  waive_passkey: 'No longer require a passkey',
});
export type StaffAct = Code<typeof staffActs>;

export const proposalDecisions = codelist({
  approved: 'Approved',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
});
export type ProposalDecision = Code<typeof proposalDecisions>;

/** Why somebody cannot approve a proposal, as the database finds it: `obstacle_to_approving`. */
export const obstacles = codelist({
  no_longer_waiting: 'This has been decided already, or waited longer than 7 days.',
  not_an_approver: 'Someone else must approve this.',
  own_account: 'Someone else must approve this: it is your own account.',
  made_by_proposer:
    'Someone else must approve this: the same administrator added your account within the last 30 days.',
  another_team: 'A supervisor of each team they would join must approve this.',
});
export type Obstacle = Code<typeof obstacles>;
