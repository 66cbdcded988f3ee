import { roles, type Actor } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { hasRole, may } from '../kernel/policy.js';
import { obstacles, proposalDecisions, staffActs } from './proposal.codes.js';
import { proposals } from './proposal.policy.js';
import type { Proposal } from './proposal.queries.js';

export interface ProposalView {
  readonly id: string;
  readonly act: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly role: string;
  readonly joins: string;
  readonly leaves: string;
  readonly invites: boolean;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly standing: string;
  readonly canApprove: boolean;
  readonly canRefuse: boolean;
  readonly canWithdraw: boolean;
  /** Why an approver cannot approve this one. */
  readonly obstacle: string | null;
}

export function proposalView(proposal: Proposal, actor: Actor): ProposalView {
  const { id, act, displayName, email, role, proposedBy, proposedAt, expiresAt, obstacle } = proposal;
  const approves = hasRole(actor, proposals.approve) && proposal.waiting;
  return {
    ...{ id, displayName, email, proposedBy, proposedAt, expiresAt },
    act: labelOf(staffActs, act),
    role: labelOf(roles, role),
    joins: proposal.joins.join(', '),
    leaves: proposal.leaves.join(', '),
    invites: act === 'add' || act === 'reset_sign_in',
    standing: standingOf(proposal),
    canApprove: may(actor, proposals.approve, proposal),
    canRefuse: may(actor, proposals.refuse, proposal),
    canWithdraw: may(actor, proposals.withdraw, proposal),
    obstacle: approves && obstacle !== null ? labelOf(obstacles, obstacle) : null,
  };
}

function standingOf({ decision, decidedBy, waiting }: Proposal): string {
  if (decision !== null) return `${labelOf(proposalDecisions, decision)} by ${decidedBy ?? 'nobody'}`;
  return waiting ? 'Waiting for approval' : 'Lapsed: nobody decided it within 7 days';
}
