import type { KeyScope, Person, Role } from '../../src/kernel/actor.js';
import type { TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenAKey } from '../support/given-key.js';
import { givenAnApp } from '../support/signing-in.js';
import { givenAService, type GivenService } from '../support/given-service.js';

/** Whoever may ask: nobody, somebody of each role, and a program with a key of each kind. */
export const askers = [
  'anonymous',
  'advocate',
  'supervisor',
  'commissioner',
  'foi_officer',
  'admin',
  'auditor',
  'partner',
  'aggregates',
  'send_referrals',
] as const;
export type Asker = (typeof askers)[number];

/** Everybody the matrix is about: a service and the commissioner who pays it, and another of each, of which nobody here knows. */
export interface People extends GivenService {
  readonly person: Readonly<Record<Role, Person>>;
  readonly key: Readonly<Record<KeyScope, string>>;
  /** A second supervisor of the team, and an advocate of the other. */
  readonly deputy: Person;
  readonly stranger: Person;
  /** A partner of whom nobody has said yet of which agency they are. */
  readonly newcomer: Person;
  readonly officers: { readonly colleague: Person; readonly admin: Person };
  readonly commissioner: string;
  readonly contract: string;
  readonly elsewhere: Elsewhere;
}

export interface Elsewhere {
  readonly service: string;
  readonly team: string;
  readonly commissioner: string;
  readonly contract: string;
  readonly person: Readonly<Record<Role, Person>>;
  /** A second FOI officer of that commissioner. */
  readonly officer: Person;
}

const area = 'E23000033';

export async function givenPeople(house: TestApp): Promise<People> {
  const { owner } = house.database;
  const given = new Given(owner);
  const service = await givenAService(house);
  const { organisation, team, otherTeam } = service;
  const commissioner = await given.organisation('commissioner', 'Invented Commissioner');
  const contract = await given.contract(commissioner, organisation, [area]);
  const person = {
    advocate: service.advocate,
    supervisor: service.supervisor,
    commissioner: await given.staff('commissioner', commissioner),
    foi_officer: await given.staff('foi_officer', commissioner),
    admin: await given.staff('admin', organisation),
    auditor: await given.staff('auditor', organisation),
    partner: await given.staff('partner', organisation),
  };
  for (const each of Object.values(person)) await givenAnApp(owner, each);
  // An emergency is told to two supervisors of the team, or there is none.
  await given.staff('supervisor', organisation, { teams: [otherTeam] });
  const officers = {
    colleague: await given.staff('foi_officer', commissioner, { name: 'Demo Colleague Officer' }),
    admin: await given.staff('admin', commissioner),
  };
  const { key: aggregates } = await givenAKey(owner, {
    scope: 'aggregates',
    by: officers.admin,
    approvedBy: person.commissioner,
  });
  const sending = {
    scope: 'send_referrals',
    by: person.admin,
    approvedBy: service.supervisor,
    team,
  } as const;
  return {
    ...service,
    person,
    key: { aggregates, send_referrals: (await givenAKey(owner, sending)).key },
    deputy: await given.staff('supervisor', organisation, { teams: [team], name: 'Demo Deputy' }),
    stranger: await given.staff('advocate', organisation, { teams: [otherTeam], name: 'Demo Stranger' }),
    newcomer: await given.staff('partner', organisation, { name: 'Demo Newcomer' }),
    officers,
    commissioner,
    contract,
    elsewhere: await somewhereElse(given),
  };
}

async function somewhereElse(given: Given): Promise<Elsewhere> {
  const service = await given.organisation('advocacy_service', 'Demo Elsewhere Service');
  const commissioner = await given.organisation('commissioner', 'Invented Commissioner elsewhere');
  const team = await given.team(service);
  const of = (role: Role, organisation: string) =>
    given.staff(role, organisation, { teams: organisation === service ? [team] : [] });
  return {
    service,
    team,
    commissioner,
    contract: await given.contract(commissioner, service, [area]),
    officer: await of('foi_officer', commissioner),
    person: {
      advocate: await of('advocate', service),
      supervisor: await of('supervisor', service),
      commissioner: await of('commissioner', commissioner),
      foi_officer: await of('foi_officer', commissioner),
      admin: await of('admin', service),
      auditor: await of('auditor', service),
      partner: await of('partner', service),
    },
  };
}
