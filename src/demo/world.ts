import type { Client } from 'pg';
import type { Role } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { hashPassword } from '../people/password.js';
import type { Random } from './random.js';

/** A demo service, as the stories need it. */
export interface DemoService {
  readonly id: string;
  readonly area: string;
  readonly teams: readonly DemoTeam[];
}

export interface DemoTeam {
  readonly id: string;
  readonly advocates: readonly string[];
  readonly supervisors: readonly string[];
}

/** An account that is printed at start. */
export interface DemoAccount {
  readonly role: Role;
  readonly email: string;
}

/** What every demo account signs in with; refused in production. */
export const demoPassword = 'larkspur demo garden';

interface Plan {
  readonly name: string;
  readonly area: string;
  /** Advocates by team. */
  readonly teams: readonly number[];
}

const services: readonly Plan[] = [
  { name: 'Demo Harebell Advocacy', area: 'E23000001', teams: [4, 3] },
  { name: 'Demo Foxglove Advocacy', area: 'E23000013', teams: [3] },
  { name: 'Demo Speedwell Advocacy', area: 'E23000035', teams: [4] },
];

/** Who funds which of the services, by place in the list, with the days after a quarter on which its figures freeze. */
const commissioners = [
  { name: 'Demo Commissioner for the Capital', funds: [0], cutOffDays: 10 },
  { name: 'Demo Commissioner for the Regions', funds: [1, 2], cutOffDays: 15 },
] as const;

/** So many cases are for the teams as planned; for more there are more teams, so that none has more than a real one would. */
const casesAsPlanned = 10_000;

/** Makes the organisations, teams, accounts and contracts for so many cases. */
export async function makeWorld(db: Client, random: Random, cases: number): Promise<DemoService[]> {
  const hash = await hashPassword(demoPassword);
  const maker = new Maker(db, random, hash);
  const made: DemoService[] = [];
  const times = Math.ceil(cases / casesAsPlanned);
  for (const plan of services)
    made.push(
      await maker.service({ ...plan, teams: Array.from({ length: times }, () => plan.teams).flat() }),
    );
  for (const plan of commissioners) await maker.commissioner(plan, made);
  return made;
}

/** One account of each role, for the one who tries Larkspur out. */
export async function accountsToPrint(db: Client): Promise<DemoAccount[]> {
  const { rows } = await db.query<DemoAccount>(`
    SELECT DISTINCT ON (s.role) s.role, s.email FROM staff s JOIN staff_credential c ON c.staff_id = s.id
    WHERE c.is_demo AND s.state = 'active' ORDER BY s.role, s.email`);
  return rows;
}

class Maker {
  constructor(
    private readonly db: Client,
    private readonly random: Random,
    private readonly hash: string,
  ) {}

  async service({ name, area, teams }: Plan): Promise<DemoService> {
    const id = await this.organisation(name, 'advocacy_service', [area]);
    await this.staff(id, { role: 'admin', count: 1 });
    await this.staff(id, { role: 'auditor', count: 1 });
    const made: DemoTeam[] = [];
    for (const [index, advocates] of teams.entries()) {
      const teamId = this.random.uuid();
      await this.db.query('INSERT INTO team (id, organisation_id, name) VALUES ($1, $2, $3)', [
        teamId,
        id,
        `Team ${String(index + 1)}`,
      ]);
      made.push({
        id: teamId,
        advocates: await this.staff(id, { role: 'advocate', count: advocates, team: teamId }),
        supervisors: await this.staff(id, { role: 'supervisor', count: 2, team: teamId }),
      });
    }
    return { id, area, teams: made };
  }

  async commissioner(
    { name, funds, cutOffDays }: (typeof commissioners)[number],
    made: DemoService[],
  ): Promise<void> {
    const funded = funds.map((place) => made[place]).filter((service) => service !== undefined);
    const id = await this.organisation(
      name,
      'commissioner',
      funded.map(({ area }) => area),
    );
    await this.staff(id, { role: 'commissioner', count: 1 });
    await this.staff(id, { role: 'foi_officer', count: 2 });
    for (const service of funded) await this.contract(id, service, cutOffDays);
  }

  private async organisation(name: string, kind: string, areas: readonly string[]): Promise<string> {
    const id = this.random.uuid();
    await this.db.query('INSERT INTO organisation (id, name, kind, active_from) VALUES ($1, $2, $3, $4)', [
      id,
      name,
      kind,
      began,
    ]);
    for (const area of areas) {
      await this.db.query(
        'INSERT INTO organisation_area (organisation_id, police_area, from_on) VALUES ($1, $2, $3)',
        [id, area, began],
      );
    }
    return id;
  }

  private people = 0;

  private async staff(
    organisationId: string,
    { role, count, team }: { role: Role; count: number; team?: string },
  ): Promise<string[]> {
    const ids = Array.from({ length: count }, () => this.random.uuid());
    for (const id of ids) {
      this.people += 1;
      const number = String(this.people).padStart(2, '0');
      await this.db.query(
        'INSERT INTO staff (id, organisation_id, role, display_name, email) VALUES ($1, $2, $3, $4, $5)',
        [
          id,
          organisationId,
          role,
          `Demo ${role.replace('foi_officer', 'FOI officer')} ${number}`,
          `${role.replace('_', '.')}.${number}@demo.invalid`,
        ],
      );
      await this.db.query(
        'INSERT INTO staff_credential (staff_id, password_hash, is_demo) VALUES ($1, $2, true)',
        [id, this.hash],
      );
      if (team) await this.db.query('INSERT INTO team_member VALUES ($1, $2)', [team, id]);
    }
    return ids;
  }

  private async contract(commissionerId: string, service: DemoService, cutOffDays: number): Promise<void> {
    const id = this.random.uuid();
    await this.db.query(
      `INSERT INTO contract (id, commissioner_id, service_id, starts_on, ends_on, cut_off_days, return_due_days, annual_cost_pounds, eligibility)
       VALUES ($1, $2, $3, $4, '2029-03-31', $5, $6, $7, 'any_relationship')`,
      [
        id,
        commissionerId,
        service.id,
        began,
        cutOffDays,
        cutOffDays + 10,
        90_000 + 30_000 * service.teams.length,
      ],
    );
    await this.db.query('INSERT INTO contract_area VALUES ($1, $2)', [id, service.area]);
    await this.db.query(
      `INSERT INTO contract_target (contract_id, measure, within_hours, share_percent, counted_in, risk_band)
       VALUES ($1, 'triage', 24, 90, 'elapsed', NULL), ($1, 'first_attempt', 16, 90, 'working', NULL),
         ($1, 'first_attempt', 24, 95, 'elapsed', 'high'), ($1, 'first_contact', 120, 80, 'elapsed', NULL)`,
      [id],
    );
  }
}

/** The first day of the demo's history: the start of a financial year, so that whole years can be told. */
export const began = '2018-04-01' as PlainDate;
