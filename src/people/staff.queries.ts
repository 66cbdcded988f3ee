import type { EntityManager } from 'typeorm';
import type { Role } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import { Organisation } from './organisation.entity.js';
import type { OrganisationKind } from './organisation.codes.js';
import type { StaffState } from './staff.codes.js';
import { Staff } from './staff.entity.js';

/** An account, with the teams its holder works in. */
export interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: Role;
  readonly state: StaffState;
  readonly version: number;
  readonly teams: readonly CodeEntry[];
}

const accounts = `
  SELECT id, display_name AS "displayName", email, role, state, version,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('code', team.id, 'label', team.name) ORDER BY team.name, team.id), '[]')
       FROM team_member JOIN team ON team.id = team_id WHERE staff_id = staff.id) AS teams
  FROM staff`;

/** Active accounts first, each kind by name. */
export async function staffOnPage(tx: EntityManager, asked: unknown): Promise<Paged<Account>> {
  const place = pageOf(asked, await tx.count(Staff));
  const rows = await tx.query<Account[]>(
    `${accounts} ORDER BY state, lower(display_name), id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

export async function accountOf(tx: EntityManager, staffId: string): Promise<Account | undefined> {
  const [account] = await tx.query<Account[]>(`${accounts} WHERE id = $1`, [staffId]);
  return account;
}

/** Every team of one's own organisation, as a list to choose from. */
export function teamsToChoose(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>('SELECT id AS code, name AS label FROM team ORDER BY name, id');
}

/** The active administrators, held so that two of them cannot suspend each other at once. */
export async function activeAdminsHeld(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT id FROM staff WHERE role = 'admin' AND state = 'active' ORDER BY id FOR UPDATE`,
  );
  return rows.map(({ id }) => id);
}

export async function kindOf(tx: EntityManager, organisationId: string): Promise<OrganisationKind> {
  return (await tx.findOneByOrFail(Organisation, { id: organisationId })).kind;
}

/** Those of these teams that are one's own organisation's. */
export async function ownTeams(tx: EntityManager, teams: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>('SELECT id FROM team WHERE id = ANY ($1)', [teams]);
  return rows.map(({ id }) => id);
}

/** Takes someone out of every team but these. Who is in one of them already stays there without a gap. */
export async function leaveTeamsBut(
  tx: EntityManager,
  staffId: string,
  teams: readonly string[],
): Promise<void> {
  await tx.query('DELETE FROM team_member WHERE staff_id = $1 AND team_id <> ALL ($2)', [staffId, teams]);
}
