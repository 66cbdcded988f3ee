import type pg from 'pg';
import type { Person, Role } from '../../src/kernel/actor.js';
import { hashPassword } from '../../src/people/password.js';
import { givenASession } from './becoming.js';

/** Saved things that a test needs to exist, valid by default, written as the owner. People are invented. */
export class Given {
  constructor(private readonly owner: pg.Client) {}

  async organisation(
    kind: 'advocacy_service' | 'commissioner' = 'advocacy_service',
    name = 'Demo Harebell Service',
  ): Promise<string> {
    return this.id('INSERT INTO organisation (name, kind, active_from) VALUES ($1, $2, $3)', [
      name,
      kind,
      '2018-04-01',
    ]);
  }

  async team(organisationId: string, name = 'Demo team'): Promise<string> {
    return this.id('INSERT INTO team (organisation_id, name) VALUES ($1, $2)', [organisationId, name]);
  }

  /** Someone who works there and is signed in, in the teams named, with the password `three invented words` where one is asked for. */
  async staff(
    role: Role,
    organisationId: string,
    {
      teams = [],
      name = `Demo ${role}`,
      password = false,
    }: { teams?: string[]; name?: string; password?: boolean } = {},
  ): Promise<Person> {
    const email = `${role}.${String(Math.random()).slice(2)}@demo.invalid`;
    const userId = await this.id(
      'INSERT INTO staff (organisation_id, role, display_name, email) VALUES ($1, $2, $3, $4)',
      [organisationId, role, name, email],
    );
    for (const team of teams)
      await this.owner.query('INSERT INTO team_member VALUES ($1, $2)', [team, userId]);
    if (password) {
      const hash = await hashPassword('three invented words');
      await this.owner.query('INSERT INTO staff_credential (staff_id, password_hash) VALUES ($1, $2)', [
        userId,
        hash,
      ]);
    }
    const token = await givenASession(this.owner, userId);
    return { role, userId, organisationId, displayName: name, token };
  }

  async emailOf({ userId }: Person): Promise<string> {
    const { rows } = await this.owner.query<{ email: string }>('SELECT email FROM staff WHERE id = $1', [
      userId,
    ]);
    return rows[0]?.email ?? '';
  }

  /** A contract of a service in police areas (ONS codes), from April 2018 to March 2030. */
  async contract(commissionerId: string, serviceId: string, areas: string[]): Promise<string> {
    const contractId = await this.id(
      `INSERT INTO contract (commissioner_id, service_id, starts_on, ends_on, cut_off_days, return_due_days, annual_cost_pounds, eligibility)
       VALUES ($1, $2, '2018-04-01', '2030-03-31', 10, 20, 100000, 'any_relationship')`,
      [commissionerId, serviceId],
    );
    for (const area of areas)
      await this.owner.query('INSERT INTO contract_area VALUES ($1, $2)', [contractId, area]);
    return contractId;
  }

  private async id(insert: string, values: unknown[]): Promise<string> {
    const { rows } = await this.owner.query<{ id: string }>(`${insert} RETURNING id`, values);
    if (!rows[0]) throw new Error('Nothing was inserted');
    return rows[0].id;
  }
}
