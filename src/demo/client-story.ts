import { inventedName, inventedPhone } from './names.js';
import { dayOf, isoDay, isoInstant, type Moment } from './moment.js';
import {
  cyberElements,
  cyberTypes,
  relationships,
  reportedToPolice,
  policeRecordings,
  sexes,
  sources,
  unknownReasons,
} from './proportions.js';
import type { Random } from './random.js';
import type { Rows } from './copy.js';
import type { DemoService, DemoTeam } from './world.js';

/** A fact and the reason it is not known: one of the two, as it is stored. */
type Pair<T> = readonly [T | null, string | null];

/** Someone referred, with the coded facts of what is happening to them. */
export interface DemoClient {
  readonly id: string;
  readonly perpetratorId: string;
  readonly service: DemoService;
  readonly team: DemoTeam;
  readonly advocate: string;
  readonly supervisor: string;
  readonly relationship: Pair<string>;
  readonly cyber: Pair<string>;
  readonly cyberTypes: readonly string[];
  readonly age: Pair<number>;
  readonly source: Pair<string>;
  readonly reported: Pair<string>;
  readonly recordedAs: string | null;
}

/** What a story is told with: chances, rows to write to, and the moment after which nothing has happened yet. */
export interface Telling {
  readonly random: Random;
  readonly rows: Rows;
  readonly services: readonly DemoService[];
  readonly now: Moment;
}

export function tellClient({ random, rows, services }: Telling, recorded: Moment): DemoClient {
  const service = random.pick(services);
  const team = random.pick(service.teams);
  const cyber = pair(random, cyberElements);
  const reported = pair(random, reportedToPolice);
  const client: DemoClient = {
    id: random.uuid(),
    perpetratorId: random.uuid(),
    service,
    team,
    advocate: random.pick(team.advocates),
    supervisor: random.pick(team.supervisors),
    relationship: pair(random, relationships),
    cyber,
    cyberTypes: cyber[0] === 'yes' ? someOf(random) : [],
    age: random.chance(0.96) ? [ageOf(random), null] : [null, random.weighted(unknownReasons)],
    source: pair(random, sources),
    reported,
    recordedAs: reported[0] === 'yes' ? random.weighted(policeRecordings) : null,
  };
  addPeople(client, { random, rows, recorded });
  addContact(client, { random, rows, recorded });
  return client;
}

interface Recording {
  readonly random: Random;
  readonly rows: Rows;
  readonly recorded: Moment;
}

function addPeople(
  { id, perpetratorId, service, team, age }: DemoClient,
  { random, rows, recorded }: Recording,
): void {
  const at = isoInstant(recorded);
  const born = age[0] === null ? null : isoDay(dayOf(recorded) - Math.round((age[0] + 0.5) * 365.25));
  rows.add('client', [id, service.id, team.id, ...pair(random, sexes), at]);
  rows.add('client_identity', [id, inventedName(random), born]);
  rows.add('perpetrator', [perpetratorId, service.id, team.id, at]);
  rows.add('perpetrator_identity', [perpetratorId, inventedName(random)]);
}

function addContact({ id, advocate }: DemoClient, { random, rows, recorded }: Recording): void {
  const method = random.uuid();
  const safe = random.weighted({ yes: 70, no: 10, unknown: 20 });
  const verified =
    safe === 'unknown' ? [null, null] : [isoDay(dayOf(recorded)), isoDay(dayOf(recorded) + 90)];
  const watched = random.weighted({ no: 70, unknown: 20, yes: 10 });
  rows.add('contact_method', [
    method,
    id,
    'phone',
    safe,
    random.weighted({ yes: 30, no: 40, unknown: 30 }),
    watched,
    ...verified,
  ]);
  rows.add('contact_method_identity', [
    method,
    inventedPhone(random),
    random.chance(0.3) ? 'A survey company' : null,
  ]);
  for (const purpose of ['contact', 'support', 'share_police']) {
    const value =
      purpose === 'contact' ? 'given' : random.weighted({ given: 75, refused: 10, not_asked: 15 });
    const how = value === 'not_asked' ? null : 'by_phone';
    rows.add('consent', [
      random.uuid(),
      id,
      purpose,
      value,
      how,
      isoDay(dayOf(recorded)),
      advocate,
      isoInstant(recorded),
    ]);
  }
}

function pair<K extends string>(
  random: Random,
  weights: Readonly<Record<K | 'unknown', number>>,
): Pair<Exclude<K, 'unknown'>> {
  const code = random.weighted(weights);
  if (code === 'unknown') return [null, random.weighted(unknownReasons)];
  return [code as Exclude<K, 'unknown'>, null]; // the unknown was just set apart
}

function someOf(random: Random): string[] {
  return [...new Set(Array.from({ length: random.whole(1, 3) }, () => random.weighted(cyberTypes)))];
}

/** Sixteen and over, most in their twenties to forties. */
function ageOf(random: Random): number {
  return 16 + Math.floor((random.fraction() + random.fraction() + random.fraction()) * 22);
}
