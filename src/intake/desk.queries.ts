import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { PublicFormCode } from '../referrals/referral.codes.js';

/** The public forms of a service. */
export interface Desk {
  readonly organisationId: string;
  readonly number: number;
  readonly teamId: string;
  readonly forms: readonly PublicFormCode[];
  readonly shownName: string;
  readonly telephone: string;
  readonly closedMessage: string | null;
  readonly version: number;
}

const desk = `SELECT organisation_id AS "organisationId", number, team_id AS "teamId", forms, shown_name AS "shownName", telephone,
  closed_message AS "closedMessage", version FROM intake_desk`;

export async function deskNumbered(tx: EntityManager, number: number): Promise<Desk | null> {
  const [found] = await tx.query<Desk[]>(`${desk} WHERE number = $1`, [number]);
  return found ?? null;
}

/** The desk of one's own organisation; null where there is none yet. */
export async function ownDesk(tx: EntityManager): Promise<Desk | null> {
  const [found] = await tx.query<Desk[]>(`${desk} WHERE organisation_id = my_organisation()`);
  return found ?? null;
}

/** The team of each area that has one of its own. */
export async function teamsOfAreas(tx: EntityManager): Promise<Record<string, string>> {
  const rows = await tx.query<{ area: string; team: string }[]>(
    'SELECT police_area AS area, team_id AS team FROM intake_area WHERE organisation_id = my_organisation()',
  );
  return Object.fromEntries(rows.map(({ area, team }) => [area, team]));
}

/** The areas that a contract has the service work in on a day, by code. */
export async function areasOn(tx: EntityManager, day: PlainDate): Promise<string[]> {
  const rows = await tx.query<{ code: string }[]>(
    `SELECT DISTINCT police_area AS code FROM contract_area a JOIN contract c ON c.id = a.contract_id
     WHERE c.service_id = my_organisation() AND $1 BETWEEN c.starts_on AND c.ends_on ORDER BY police_area`,
    [day],
  );
  return rows.map(({ code }) => code);
}

export function teamsToChoose(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>('SELECT id AS code, name AS label FROM team ORDER BY name, id');
}

/** The teams that receive forms and have no supervisor at work, by name. */
export async function teamsUnattended(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ name: string }[]>(
    `SELECT t.name FROM team t WHERE (t.id IN (SELECT team_id FROM intake_area WHERE organisation_id = my_organisation())
        OR t.id IN (SELECT team_id FROM intake_desk WHERE organisation_id = my_organisation()))
       AND NOT EXISTS (SELECT FROM team_member m JOIN staff s ON s.id = m.staff_id WHERE m.team_id = t.id AND s.role = 'supervisor' AND s.state = 'active')
     ORDER BY t.name, t.id`,
  );
  return rows.map(({ name }) => name);
}
