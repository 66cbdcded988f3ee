import { referralSender } from '../parties/sender.sealed.js';
import { referralNarrative } from '../referrals/referral.sealed.js';
import { tellClient, type DemoClient, type Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import { declineReasons, turnedAway } from './proportions.js';
import type { References } from './references.js';

/** A referral that opened a case. */
export interface Accepted {
  readonly client: DemoClient;
  readonly referralId: string;
  readonly caseId: string;
  readonly opened: Moment;
}

interface Decision {
  readonly state: string;
  readonly decision: string | null;
  readonly reason: string | null;
  readonly at: Moment | null;
  readonly duplicateOf: string | null;
  readonly caseId: string | null;
}

const undecided: Decision = {
  state: 'received',
  decision: null,
  reason: null,
  at: null,
  duplicateOf: null,
  caseId: null,
};

/** A referral accepted within days. One in fifty was entered late, some weeks after it came. */
export function tellAccepted(telling: Telling, received: Moment, references: References): Accepted {
  const recorded = entered(telling, received);
  const client = tellClient(telling, recorded);
  const opened = Math.min(later(recorded, [0, 3], telling.random), telling.now);
  const caseId = telling.random.uuid();
  const decision = { ...undecided, state: 'accepted', decision: 'accept', at: opened, caseId };
  const referralId = addReferral(telling, { client, received, recorded, decision }, references);
  return { client, referralId, caseId, opened };
}

/** A referral that opened no case; the newest of them are still to be decided. */
export function tellTurnedAway(telling: Telling, received: Moment, references: References): void {
  const { random, now } = telling;
  const recorded = entered(telling, received);
  const client = tellClient(telling, recorded);
  const at = later(recorded, [0, 4], random);
  const outcome = random.weighted(turnedAway);
  // A waiting list is of the present: the demo's earlier ones were declined in the end.
  const code = outcome === 'accept_waitlist' && now - recorded > 60 * 1440 ? 'decline' : outcome;
  if (code === 'duplicate') {
    tellRepeated(telling, { client, received, recorded }, references);
    return;
  }
  const decision = at > now ? undecided : { ...undecided, ...decided(telling, code), at };
  addReferral(telling, { client, received, recorded, decision }, references);
}

/** A referral that nobody has decided yet. */
export function tellUndecided(telling: Telling, received: Moment, references: References): void {
  const recorded = entered(telling, received);
  const client = tellClient(telling, recorded);
  addReferral(telling, { client, received, recorded, decision: undecided }, references);
}

function decided(
  { random }: Telling,
  code: Exclude<keyof typeof turnedAway, 'duplicate'>,
): Pick<Decision, 'state' | 'decision' | 'reason'> {
  if (code === 'accept_waitlist') return { state: 'waiting', decision: code, reason: null };
  const state = code === 'decline' ? 'declined' : 'redirected';
  return { state, decision: code, reason: random.weighted(declineReasons) };
}

/** A referral, closed with advice, and its repeat one to ten days later, where that day has come. */
function tellRepeated(
  telling: Telling,
  first: Omit<ReferralFacts, 'decision'>,
  references: References,
): void {
  const { random, now } = telling;
  const advised = { state: 'redirected', decision: 'advice_only', reason: 'other', at: first.recorded };
  const firstId = addReferral(telling, { ...first, decision: { ...undecided, ...advised } }, references);
  const received = later(first.received, [1, 10], random);
  if (received > now) return;
  const recorded = Math.max(entered(telling, received), first.recorded);
  const at = later(recorded, [0, 4], random);
  const known = { state: 'duplicate', decision: 'duplicate', at, duplicateOf: firstId };
  const decision = { ...undecided, ...(at > now ? {} : known) };
  addReferral(telling, { client: first.client, received, recorded, decision }, references);
}

function entered({ random, now }: Telling, received: Moment): Moment {
  return Math.min(
    random.chance(0.02) ? later(received, [20, 70], random) : received + random.whole(5, 60),
    now,
  );
}

interface ReferralFacts {
  readonly client: DemoClient;
  readonly received: Moment;
  readonly recorded: Moment;
  readonly decision: Decision;
}

function addReferral(telling: Telling, facts: ReferralFacts, references: References): string {
  const { random, rows, sealing } = telling;
  const { client, received, recorded, decision } = facts;
  const id = random.uuid();
  // Friends and families of the demo use the public form.
  const byForm = client.source[0] === 'family_friend';
  rows.add('referral', [
    id,
    client.service.id,
    client.team.id,
    references.draw('RF', recorded),
    client.id,
    client.perpetratorId,
    isoInstant(received),
    isoInstant(recorded),
    byForm ? null : client.advocate,
    ...client.source,
    client.service.area,
    ...client.relationship,
    ...client.cyber,
    ...client.age,
    ...client.reported,
    client.recordedAs,
    decision.state,
    decision.decision,
    decision.reason,
    decision.at === null ? null : isoInstant(decision.at),
    decision.at === null ? null : client.supervisor,
    decision.duplicateOf,
    decision.caseId,
    byForm,
  ]);
  for (const type of client.cyberTypes) rows.add('referral_cyber_type', [id, type]);
  if (decision.at === null) tellHandling(telling, { referralId: id, client, recorded });
  const place = { of: referralNarrative, row: id, keyId: client.id };
  const words = 'Invented for the demo: repeated unwanted contact after being asked to stop.';
  rows.add('referral_narrative', sealing.row(place, client.service.id, [words]));
  if (byForm) tellSender(telling, id, client);
  return id;
}

function tellSender({ rows, sealing }: Telling, referralId: string, { id, service }: DemoClient): void {
  const place = { of: referralSender, row: referralId, keyId: id };
  rows.add('referral_sender', [...sealing.row(place, service.id, sent), 'on_behalf']);
}

/** Most of those still to be decided were taken up, and of these half wait for the referrer. */
function tellHandling(
  { random, rows }: Telling,
  { referralId, client, recorded }: { referralId: string; client: DemoClient; recorded: Moment },
): void {
  if (!random.chance(0.8)) return;
  const since = isoInstant(recorded);
  rows.add('referral_decider', [random.uuid(), referralId, client.supervisor, since, client.supervisor]);
  if (!random.chance(0.5)) return;
  const until = isoDay(dayOf(recorded) + 10);
  rows.add('referral_pause', [
    random.uuid(),
    referralId,
    'more_information',
    since,
    until,
    client.supervisor,
  ]);
}

/** What whoever sent it said of themselves, in the order of the table's columns. */
const sent = ['Demo friend of the client', null, '0113 496 0100', 'invented heron at dusk', null];
