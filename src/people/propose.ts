import type { EntityManager } from 'typeorm';
import { roles, type Role } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { addHistory } from '../platform/database/history.js';
import { hashOfCode, invitationCode } from './invitation-code.js';
import { insertProposal, proposalsFor, waiverWaits, type Proposed } from './proposal.queries.js';
import type { Account } from './staff.queries.js';

/** Something that now waits for a second person, and the only sight there will ever be of the proposer's half. */
export interface Waiting {
  readonly proposalId: string;
  readonly displayName: string;
  /** Null where the act invites nobody. */
  readonly half: string | null;
}

/**
 * Proposes an account, whoever has its address already: what is said of that is said to two people, when it is approved.
 * @throws RuleBroken `nobody-can-approve`
 */
export function proposeToAdd(
  tx: EntityManager,
  wanted: Pick<Proposed, 'role' | 'teams'> & { readonly displayName: string; readonly email: string },
): Promise<Waiting> {
  return propose(tx, { act: 'add', subjectId: null, ...wanted }, wanted.displayName);
}

/** Proposes something for an account there is. @throws RuleBroken `already-proposed`, `nobody-can-approve` */
export async function proposeFor(
  tx: EntityManager,
  account: Account,
  { act, teams = [] }: Pick<Proposed, 'act'> & { readonly teams?: readonly string[] },
): Promise<Waiting> {
  if ((await proposalsFor(tx, account.id)).some((waiting) => waiting.act === act)) throw alreadyProposed();
  const { id: subjectId, role, displayName } = account;
  return propose(tx, { act, role, subjectId, displayName: null, email: null, teams }, displayName);
}

/** Proposes that a role need no passkey any more. @throws RuleBroken `already-proposed`, `nobody-can-approve` */
export async function proposeToWaive(tx: EntityManager, role: Role): Promise<Waiting> {
  if (await waiverWaits(tx, role)) throw alreadyProposed();
  const nobody = { subjectId: null, displayName: null, email: null, teams: [] };
  return propose(tx, { act: 'waive_passkey', role, ...nobody }, labelOf(roles, role));
}

function alreadyProposed(): RuleBroken {
  return new RuleBroken('already-proposed', 'This waits for approval already. Withdraw that first.');
}

export function emailNotUsable(): RuleBroken {
  return new RuleBroken(
    'email-not-usable',
    'An account cannot be made with that email address. Use another.',
  );
}

async function propose(
  tx: EntityManager,
  wanted: Omit<Proposed, 'proposerHalf'>,
  displayName: string,
): Promise<Waiting> {
  const half = wanted.act === 'add' || wanted.act === 'reset_sign_in' ? invitationCode() : null;
  const { id, approvers } = await insertProposal(tx, {
    ...wanted,
    proposerHalf: half === null ? null : hashOfCode(half),
  });
  if (approvers === 0)
    throw new RuleBroken(
      'nobody-can-approve',
      'Nobody here could approve this. A supervisor of every team they join must, so propose one team at a time; where there is no supervisor at all, ask whoever runs Larkspur for you.',
    );
  await addHistory(tx, { did: 'staff.proposed', to: id });
  return { proposalId: id, displayName, half };
}
