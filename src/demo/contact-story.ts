import { caseNoteNarrative } from '../cases/case.sealed.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { mayPhone } from './reaching-story.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import { attemptOutcomes, visitOutcomes } from './proportions.js';

/**
 * Tries to reach the client, by phone only where the phone may be used that day. Nine in ten are reached, which is when
 * support begins; those who refuse it say so.
 * @returns when the client was first supported, or null where they were not
 */
export function tellContacts(telling: Telling, kase: DemoCase): Moment | null {
  const { random } = telling;
  const { client, opened, until } = kase;
  let at = opened;
  for (let tries = random.whole(0, 3); tries > 0; tries -= 1) {
    at = later(at, [0, 2], random);
    if (at < until) addAttempt(telling, kase, { at, ...attempted(telling, kase, at) });
  }
  const reached = later(at, [0, 3], random);
  if (reached >= until || (!client.refusesSupport && random.chance(0.1))) return null;
  const outcome = client.refusesSupport ? 'declined_support' : 'spoke_to_client';
  addAttempt(telling, kase, { at: reached, channel: channelOn(kase, reached), outcome });
  if (client.refusesSupport) return null;
  addSupport(telling, kase, reached);
  if (kase.closed === null && mayPhone(client, reached)) addCallSheet(telling, kase, reached);
  return reached;
}

function channelOn({ client }: DemoCase, at: Moment): 'phone' | 'in_person' {
  return mayPhone(client, at) ? 'phone' : 'in_person';
}

function attempted({ random }: Telling, kase: DemoCase, at: Moment): Pick<Attempt, 'channel' | 'outcome'> {
  const channel = channelOn(kase, at);
  if (channel === 'in_person') return { channel, outcome: random.weighted(visitOutcomes) };
  const outcome = random.weighted(attemptOutcomes);
  if (outcome === 'text_sent') return { channel: 'text', outcome };
  if (outcome !== 'voicemail') return { channel, outcome };
  return { channel, outcome: kase.client.phone.voicemail ? 'voicemail_left' : 'voicemail_not_allowed' };
}

interface Attempt {
  readonly at: Moment;
  readonly channel: string;
  readonly outcome: string;
}

function addAttempt(
  { random, rows }: Telling,
  { caseId, client, happenings }: DemoCase,
  { at, channel, outcome }: Attempt,
): void {
  const id = random.uuid();
  const when = isoInstant(at);
  rows.add('contact_attempt', [id, caseId, when, channel, outcome, client.advocate, when]);
  happenings.push({ did: 'contact.attempted', at, record: id });
}

/** Of one open case in three, what was printed before the client was rung. */
function addCallSheet({ random, rows }: Telling, { caseId, client, happenings }: DemoCase, at: Moment): void {
  if (!random.chance(0.33)) return;
  const id = random.uuid();
  const when = isoInstant(at);
  rows.add('outgoing', [
    id,
    caseId,
    client.phone.id,
    'call_sheet',
    null,
    when,
    'made',
    client.advocate,
    when,
  ]);
  happenings.push({ did: 'outgoing.made', at, record: id });
}

function addSupport(
  { random, rows, sealing }: Telling,
  { caseId, client, happenings }: DemoCase,
  at: Moment,
): void {
  const when = isoInstant(at);
  rows.add('first_support', [client.id, caseId, client.service.id, isoDay(dayOf(at)), when]);
  happenings.push({ did: 'client.supported', at, record: client.id });
  const note = random.uuid();
  rows.add('case_note', [note, caseId, 'client', client.advocate, when]);
  const place = { of: caseNoteNarrative, row: note, keyId: caseId };
  const words = 'Invented for the demo: first conversation, safety talked through.';
  rows.add('case_note_narrative', sealing.row(place, client.service.id, [words]));
  happenings.push({ did: 'note.written', at, record: note });
}
