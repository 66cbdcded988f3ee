import { addIdentifiers } from './identifier-story.js';
import { inventedName } from './names.js';
import { dayOf, isoDay, isoInstant, type Moment } from './moment.js';
import {
  ageBands,
  cyberElements,
  cyberTypes,
  relationships,
  reportedToPolice,
  policeRecordings,
  sexes,
  sources,
  unknownReasons,
} from './proportions.js';
import { addAddress, addPhone, phoneOf, type DemoPhone } from './reaching-story.js';
import type { Random } from './random.js';
import { nameClues } from '../parties/clues.js';
import { clientIdentity, perpetratorIdentity } from '../parties/party.sealed.js';
import type { Rows } from './copy.js';
import type { DemoSealing } from './sealing.js';
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
  readonly phone: DemoPhone;
  readonly refusesSupport: boolean;
  /** Their consent to information going to the police, where they gave it. */
  readonly policeConsent: string | null;
}

/** What a story is told with: chances, rows to write to, and the moment after which nothing has happened yet. */
export interface Telling {
  readonly random: Random;
  readonly rows: Rows;
  readonly services: readonly DemoService[];
  readonly sealing: DemoSealing;
  readonly now: Moment;
}

export function tellClient({ random, rows, services, sealing }: Telling, recorded: Moment): DemoClient {
  const service = random.pick(services);
  const team = random.pick(service.teams);
  const cyber = pair(random, cyberElements);
  const source = pair(random, sources);
  const reported: Pair<string> = source[0]?.startsWith('police')
    ? ['yes', null]
    : pair(random, reportedToPolice);
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
    source,
    reported,
    recordedAs: reported[0] === 'yes' ? random.weighted(policeRecordings) : null,
    phone: phoneOf(random, dayOf(recorded)),
    refusesSupport: random.chance(0.1),
    policeConsent: null,
  };
  const recording = { random, rows, sealing, recorded };
  addPeople(client, recording);
  addPhone(client, recording);
  addAddress(client, recording);
  addIdentifiers(client, recording);
  return { ...client, policeConsent: addConsents(client, recording) };
}

export interface Recording {
  readonly random: Random;
  readonly rows: Rows;
  readonly sealing: DemoSealing;
  readonly recorded: Moment;
}

function addPeople(
  { id, perpetratorId, service, team, age }: DemoClient,
  { random, rows, sealing, recorded }: Recording,
): void {
  const at = isoInstant(recorded);
  const born = age[0] === null ? null : isoDay(dayOf(recorded) - Math.round((age[0] + 0.5) * 365.25));
  rows.add('client', [id, service.id, team.id, ...pair(random, sexes), at]);
  const name = inventedName(random);
  const who = { of: clientIdentity, row: id, keyId: id };
  rows.add('client_identity', sealing.row(who, service.id, [name, null, born]));
  for (const clue of nameClues({ fullName: name, knownAs: null, bornOn: born })) {
    rows.add('identity_token', [sealing.token(service.id, clue), clue.kind, team.id, id, null, null]);
  }
  rows.add('perpetrator', [perpetratorId, service.id, team.id, at]);
  const perpetrator = inventedName(random);
  const alleged = { of: perpetratorIdentity, row: perpetratorId, keyId: perpetratorId };
  rows.add('perpetrator_identity', sealing.row(alleged, service.id, [perpetrator]));
  for (const clue of nameClues({ fullName: perpetrator, knownAs: null, bornOn: null })) {
    rows.add('identity_token', [
      sealing.token(service.id, clue),
      clue.kind,
      team.id,
      null,
      perpetratorId,
      null,
    ]);
  }
}

/** The id of the one by which something may go to the police, if it may. */
function addConsents(client: DemoClient, { random, rows, recorded }: Recording): string | null {
  const ids = new Map<string, string>();
  const support = client.refusesSupport ? 'refused' : random.weighted({ given: 85, not_asked: 15 });
  const sharing = random.weighted({ given: 75, refused: 10, not_asked: 15 });
  const answers = { contact: 'given', support, share_police: sharing };
  for (const [purpose, value] of Object.entries(answers)) {
    const how = value === 'not_asked' ? null : 'by_phone';
    const id = random.uuid();
    ids.set(purpose, id);
    const when = isoInstant(recorded);
    const day = isoDay(dayOf(recorded));
    rows.add('consent', [id, client.id, purpose, value, how, day, client.advocate, when]);
  }
  return sharing === 'given' ? (ids.get('share_police') ?? null) : null;
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

/** Sixteen and over, half of them under 33; by head, those of sixteen to nineteen come most often. */
function ageOf(random: Random): number {
  const from = Number(random.weighted(ageBands));
  return random.whole(from, (ageStarts.find((start) => start > from) ?? 90) - 1);
}

const ageStarts = Object.keys(ageBands).map(Number);
