import type { EntityManager } from 'typeorm';
import type { Role } from '../kernel/actor.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Obstacle, ProposalDecision, StaffAct } from './proposal.codes.js';
import type { ProposalScope } from './proposal.policy.js';

/** What an administrator proposes. Of an account to be added, who it is for; of another, which; of how a role signs in, neither. */
export interface Proposed {
  readonly act: StaffAct;
  readonly role: Role;
  readonly subjectId: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  /** All the teams they are then in. */
  readonly teams: readonly string[];
  /** SHA-256 of the proposer's half of the invitation, where the act gives one. */
  readonly proposerHalf: Buffer | null;
}

/** A proposal as its pages show it, with names. */
export interface Proposal extends ProposalScope {
  readonly id: string;
  readonly act: StaffAct;
  readonly role: Role;
  readonly subjectId: string | null;
  readonly displayName: string;
  /** Null where it is of nobody in particular. */
  readonly email: string | null;
  readonly joins: readonly string[];
  readonly leaves: readonly string[];
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly decision: ProposalDecision | null;
  readonly decidedBy: string | null;
  readonly obstacle: Obstacle | null;
}

const waits = 'p.decision IS NULL AND p.expires_at > now()';
const named = (teams: string) => `ARRAY(SELECT t.name FROM team t WHERE ${teams} ORDER BY t.name, t.id) `;
const member = 'EXISTS (SELECT FROM team_member m WHERE m.team_id = t.id AND m.staff_id = p.subject_id)';
const select = `
  SELECT p.id, p.act, p.role, p.subject_id AS "subjectId", coalesce(p.display_name, s.display_name, 'Everyone with this role') AS "displayName",
    coalesce(p.email, s.email) AS email, b.display_name AS "proposedBy", p.proposed_at AS "proposedAt", p.expires_at AS "expiresAt",
    p.decision, d.display_name AS "decidedBy", ${waits} AS waiting, obstacle_to_approving(p.id, my_user()) AS obstacle,
    ${named(`t.id = ANY (p.team_ids) AND NOT ${member}`)} AS joins,
    ${named(`p.act = 'change_teams' AND t.id <> ALL (p.team_ids) AND ${member}`)} AS leaves
  FROM staff_proposal p JOIN staff b ON b.id = p.proposed_by LEFT JOIN staff s ON s.id = p.subject_id LEFT JOIN staff d ON d.id = p.decided_by`;

/** Those that wait, the soonest to lapse first. */
export async function proposalsOnPage(tx: EntityManager, asked: unknown): Promise<Paged<Proposal>> {
  const [counted] = await tx.query<[{ total: number }]>(
    `SELECT count(*) AS total FROM staff_proposal p WHERE ${waits}`,
  );
  const place = pageOf(asked, counted.total);
  const rows = await tx.query<Proposal[]>(
    `${select} WHERE ${waits} ORDER BY p.expires_at, p.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

export async function proposalWith(tx: EntityManager, id: string): Promise<Proposal | undefined> {
  const [proposal] = await tx.query<Proposal[]>(`${select} WHERE p.id = $1`, [id]);
  return proposal;
}

/** What waits for an account. */
export function proposalsFor(tx: EntityManager, staffId: string): Promise<Proposal[]> {
  return tx.query<Proposal[]>(`${select} WHERE p.subject_id = $1 AND ${waits} ORDER BY p.expires_at, p.id`, [
    staffId,
  ]);
}

/** Whether it waits already that a role need no passkey any more. */
export async function waiverWaits(tx: EntityManager, role: Role): Promise<boolean> {
  const waiting = await tx.query<object[]>(
    `SELECT FROM staff_proposal p WHERE p.act = 'waive_passkey' AND p.role = $1 AND ${waits}`,
    [role],
  );
  return waiting.length > 0;
}

/** Puts a proposal on record; its id, and how many could approve it. */
export async function insertProposal(
  tx: EntityManager,
  proposed: Proposed,
): Promise<{ id: string; approvers: number }> {
  const { act, role, subjectId, displayName, email, teams, proposerHalf } = proposed;
  const [{ id }] = await tx.query<[{ id: string }]>(
    `INSERT INTO staff_proposal (act, role, subject_id, display_name, email, team_ids, proposer_half)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [act, role, subjectId, displayName, email, teams, proposerHalf],
  );
  const [{ approvers }] = await tx.query<[{ approvers: number }]>('SELECT approvers_of($1) AS approvers', [
    id,
  ]);
  return { id, approvers };
}

/** Refuses or withdraws it; how many were waiting: one, or none. */
export async function turnDown(
  tx: EntityManager,
  id: string,
  decision: Exclude<ProposalDecision, 'approved'>,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE staff_proposal SET decision = $2, decided_by = my_user(), decided_at = now() WHERE id = $1 AND decision IS NULL`,
    [id, decision],
  );
  return count;
}
