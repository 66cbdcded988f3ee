import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/kernel/actor.js';
import type { TestApp } from '../support/app.js';
import { batchesOf } from './batches.js';
import { aCaseworkersRecords, type Cases } from './cases.js';
import { erasuresOf } from './erasures.js';
import { officeRecordsOf, type Office } from './offices.js';
import { requestsOf } from './requests.js';
import { workersOf } from './workers.js';
import { viewsOf } from './views.js';
import { givenAnAgency } from '../support/given-sharing.js';
import { givenPeople, type Asker, type People } from './people.js';

/** What a record is to whoever asks for it. */
export const relations = [
  'own',
  'team',
  'over',
  'other_team',
  'other_service',
  'sealed',
  'excluded',
  'glass',
  'glass_over',
] as const;
export type Relation = (typeof relations)[number];

/** What addresses name, by the name it has there. */
export type Names = Readonly<Record<string, string>>;

/** Every record there is to be asked for, by whoever asks: what it is to them differs, and so do the ids. */
export interface World {
  readonly house: TestApp;
  readonly people: People;
  names(asker: Asker, relation: Relation): Names | undefined;
  /** Ids of nothing at all. */
  unknown(asker: Asker): Names;
}

export async function givenWorld(house: TestApp): Promise<World> {
  const people = await givenPeople(house);
  const cases = {
    advocate: await aCaseworkersRecords(house, people, people.advocate),
    supervisor: await aCaseworkersRecords(house, people, people.supervisor),
  };
  const requests = await requestsOf(house, people);
  const erasures = await erasuresOf(house, people);
  const batches = await batchesOf(house, people);
  const workers = await workersOf(house, people);
  const views = await viewsOf(house, people);
  const care = { name: 'Invented children’s services', kind: 'childrens_services' };
  const [socialCareId, theirs] = await Promise.all(
    [people.supervisor, people.elsewhere.person.supervisor].map((by) =>
      givenAnAgency(house.database.owner, by, care),
    ),
  );
  const offices = new Map<Asker, Office>();
  for (const role of Object.keys(people.person) as Role[])
    offices.set(role, await officeRecordsOf(house, people, people.person[role]));
  const casesOf = (asker: Asker): Cases => (asker === 'supervisor' ? cases.supervisor : cases.advocate);
  const officeOf = (asker: Asker): Office =>
    offices.get(asker === 'send_referrals' ? 'admin' : asker === 'aggregates' ? 'commissioner' : asker) ??
    offices.get('admin') ??
    {};
  const names = (asker: Asker, relation: Relation) => {
    const named: Names = {
      ...casesOf(asker)[relation],
      ...officeOf(asker)[relation],
      ...requests[relation],
      ...erasures[relation],
      ...batches[relation],
      ...workers[relation],
      // To a partner a share is a view; to everybody else it is of the case it was made in.
      ...(asker === 'partner' ? views[relation] : {}),
    };
    return Object.keys(named).length === 0
      ? undefined
      : {
          ...named,
          socialCareId: (relation === 'other_service' ? theirs : socialCareId) ?? '',
          spot: 'danger',
        };
  };
  return { house, people, names, unknown: (asker) => ofNothing(names(asker, 'own') ?? {}) };
}

/** The same names, with ids of nothing; what is no id stays as it is. */
function ofNothing(names: Names): Names {
  const isId = (value: string) => /^[0-9a-f-]{36}$/.test(value);
  return Object.fromEntries(
    Object.entries(names).map(([name, value]) => [name, isId(value) ? randomUUID() : unused(name, value)]),
  );
}

/** Of nobody, as far as a referral says. */
const nobody: Names = {
  kind: 'no_such_kind',
  spot: 'no_such_spot',
  reference: 'SA-2026-AAAAAAA',
  fullName: 'Invented Unknown',
  bornOn: '1950-01-01',
  phone: '07700 999999',
  desk: '999999999',
};
const unused = (name: string, value: string) => nobody[name] ?? value;
