import type { DemoClient, Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import { attemptOutcomes, closureReasons } from './proportions.js';
import type { Accepted, References } from './referral-story.js';

/** A case as its later stories need it: open until its close, or still open at the end of the telling. */
export interface DemoCase extends Accepted {
  readonly closed: Moment | null;
  /** The last moment at which something can have happened in it. */
  readonly until: Moment;
}

/** How risk stands at the end: what the case's own row shows. */
export interface Standing {
  readonly band: string | null;
  readonly reviewDue: string | null;
}

export function tellCase({ random, now }: Telling, accepted: Accepted): DemoCase {
  const closing = later(accepted.opened, [21, 420], random);
  const closed = closing < now && random.chance(0.97) ? closing : null;
  return { ...accepted, closed, until: closed ?? now };
}

export function addCase(
  { random, rows }: Telling,
  kase: DemoCase,
  told: { references: References; standing: Standing },
): void {
  const { client, caseId, opened, closed } = kase;
  const closure =
    closed === null
      ? [null, null, null]
      : [isoDay(dayOf(closed)), isoInstant(closed), random.weighted(closureReasons)];
  rows.add('case_file', [
    caseId,
    client.service.id,
    client.team.id,
    told.references.case(opened),
    client.id,
    client.perpetratorId,
    client.advocate,
    client.service.area,
    ...client.relationship,
    ...client.cyber,
    ...client.age,
    isoDay(dayOf(opened)),
    isoInstant(opened),
    ...closure,
    told.standing.band,
    closed === null ? told.standing.reviewDue : null,
  ]);
  for (const type of client.cyberTypes) rows.add('case_cyber_type', [caseId, type]);
  rows.add('allocation', [random.uuid(), caseId, client.advocate, isoDay(dayOf(opened))]);
  addEvent(rows, kase, { did: 'referral.accepted', at: opened, record: caseId });
}

/** Tries to reach the client; nine in ten are reached, which is when support begins. */
export function tellContacts(
  { random, rows }: Telling,
  { client, caseId, opened, until }: DemoCase,
): Moment | null {
  let at = opened;
  for (let tries = random.whole(0, 3); tries > 0; tries -= 1) {
    at = later(at, [0, 2], random);
    if (at < until)
      addAttempt(rows, client, [
        random.uuid(),
        caseId,
        isoInstant(at),
        'phone',
        random.weighted(attemptOutcomes),
      ]);
  }
  const reached = later(at, [0, 3], random);
  if (reached >= until || random.chance(0.1)) return null;
  addAttempt(rows, client, [random.uuid(), caseId, isoInstant(reached), 'phone', 'spoke_to_client']);
  rows.add('first_support', [
    client.id,
    caseId,
    client.service.id,
    isoDay(dayOf(reached)),
    isoInstant(reached),
  ]);
  const note = random.uuid();
  rows.add('case_note', [note, caseId, 'client', client.advocate, isoInstant(reached)]);
  rows.add('case_note_narrative', [
    note,
    'Invented for the demo: first conversation, safety talked through.',
  ]);
  return reached;
}

function addAttempt(
  rows: Telling['rows'],
  client: DemoClient,
  attempt: readonly [string, string, string, string, string],
): void {
  rows.add('contact_attempt', [...attempt, client.advocate, attempt[2]]);
}

/** A line of history, already relayed: nobody waits for what happened years ago. */
export function addEvent(
  rows: Telling['rows'],
  { caseId, client }: Accepted,
  { did, at, record }: { did: string; at: Moment; record: string },
): void {
  const when = isoInstant(at);
  rows.add('event', [when, did, record, caseId, client.service.id, client.advocate, when]);
}
