import { contactClues } from '../parties/clues.js';
import { addressIdentity } from '../parties/address.sealed.js';
import { contactMethodIdentity } from '../parties/party.sealed.js';
import { anyTime, storedHours, type SafeHours } from '../parties/safe-hours.rules.js';
import type { DemoClient, Recording } from './client-story.js';
import { dayOf, isoDay, isoInstant, type Moment } from './moment.js';
import { inventedPhone } from './names.js';
import type { Random } from './random.js';

/** What was said and verified of the one phone a demo client has. */
export interface DemoPhone {
  readonly id: string;
  readonly safe: 'yes' | 'no' | 'unknown';
  readonly watched: 'yes' | 'no' | 'unknown';
  readonly verified: boolean;
  /** The day, by its number, from which the verification no longer counts; null where none was set. */
  readonly recheck: number | null;
  readonly voicemail: boolean;
}

/** Whether the client may be phoned at a moment after the phone was verified; a device that may be watched counts as watched. */
export function mayPhone({ phone }: DemoClient, at: Moment): boolean {
  const { safe, watched, verified, recheck } = phone;
  return safe === 'yes' && watched === 'no' && verified && (recheck === null || dayOf(at) < recheck);
}

/** Three phones in four are safe and not watched, so that the demo's clients can be reached. */
export function phoneOf(random: Random, today: number): DemoPhone {
  const safe = random.weighted({ yes: 84, no: 6, unknown: 10 });
  return {
    id: random.uuid(),
    safe,
    watched: random.weighted({ no: 90, unknown: 6, yes: 4 }),
    verified: safe !== 'unknown',
    recheck: safe !== 'unknown' && random.chance(0.3) ? today + random.whole(90, 180) : null,
    voicemail: safe === 'yes' && random.chance(0.4),
  };
}

/** Every moment of the demo is within these. */
const daytime: SafeHours = [0, 1, 2, 3, 4, 5, 6].map((day) => ({
  from: day * 1440 + 8 * 60,
  to: day * 1440 + 20 * 60,
}));

export function addPhone(client: DemoClient, recording: Recording): void {
  const { random, recorded } = recording;
  const { phone } = client;
  const hours = phone.safe !== 'yes' ? [] : random.chance(0.3) ? daytime : anyTime;
  addMethod(client, recording, {
    id: phone.id,
    value: inventedPhone(random),
    sayWeAre: random.chance(0.3) ? 'A survey company' : null,
    facts: [
      'phone',
      phone.safe,
      phone.voicemail ? 'yes' : random.weighted({ no: 60, unknown: 40 }),
      phone.watched,
      phone.safe === 'yes' ? random.weighted({ yes: 60, no: 40 }) : 'unknown',
      storedHours(hours),
      phone.verified ? isoDay(dayOf(recorded)) : null,
      phone.recheck === null ? null : isoDay(phone.recheck),
    ],
  });
}

/** One client in four has said where they live, and that they may be written to there. */
export function addAddress(client: DemoClient, recording: Recording): void {
  const { random, recorded } = recording;
  if (!random.chance(0.25)) return;
  const number = String(random.whole(1, 200));
  const value = `${number} Invented Street, Demoton, ZZ99 9ZZ`;
  // One in eight named two homes, and nobody asked whether they left the first.
  const moved = random.chance(0.12);
  if (moved)
    addHome(client, recording, {
      value: `${String(200 + random.whole(1, 200))} Invented Street, Demoton, ZZ99 9ZZ`,
      inDoubt: true,
    });
  addHome(client, recording, { value, inDoubt: false });
  addMethod(client, recording, {
    id: random.uuid(),
    value,
    sayWeAre: null,
    facts: ['post', 'yes', 'no', 'no', 'no', storedHours(anyTime), isoDay(dayOf(recorded)), null],
  });
}

function addHome(
  { id, service }: DemoClient,
  { random, rows, sealing, recorded }: Recording,
  { value, inDoubt }: { readonly value: string; readonly inDoubt: boolean },
): void {
  const home = random.uuid();
  const refuge = random.weighted({ no: 70, unknown: 20, yes: 10 });
  rows.add('address', [
    home,
    id,
    'home',
    refuge,
    isoInstant(recorded),
    inDoubt ? isoInstant(recorded) : null,
  ]);
  const where = { of: addressIdentity, row: home, keyId: id };
  rows.add('address_identity', sealing.row(where, service.id, [value]));
}

interface DemoMethod {
  readonly id: string;
  readonly value: string;
  readonly sayWeAre: string | null;
  /** As its table has them, after its own id and the client's. */
  readonly facts: readonly (string | null)[];
}

function addMethod(
  { id, service, team }: DemoClient,
  { rows, sealing }: Recording,
  { id: method, value, sayWeAre, facts }: DemoMethod,
): void {
  rows.add('contact_method', [method, id, ...facts]);
  const reached = { of: contactMethodIdentity, row: method, keyId: id };
  rows.add('contact_method_identity', sealing.row(reached, service.id, [value, null, sayWeAre]));
  for (const clue of contactClues(value)) {
    rows.add('identity_token', [sealing.token(service.id, clue), clue.kind, team.id, id, null, null]);
  }
}
