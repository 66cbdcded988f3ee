import { tellClient, type DemoClient, type Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import { declineReasons, turnedAway } from './proportions.js';

/** A referral that opened a case. */
export interface Accepted {
  readonly client: DemoClient;
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

/** Numbers references in the order things happened. */
export class References {
  private referrals = 0;
  private cases = 0;

  referral(moment: Moment): string {
    this.referrals += 1;
    return `RF-${isoDay(dayOf(moment)).slice(0, 4)}-${String(this.referrals).padStart(5, '0')}`;
  }

  case(moment: Moment): string {
    this.cases += 1;
    return `SA-${isoDay(dayOf(moment)).slice(0, 4)}-${String(this.cases).padStart(5, '0')}`;
  }

  get reached(): { referral: number; case: number } {
    return { referral: this.referrals, case: this.cases };
  }
}

/** A referral accepted within days. One in fifty was entered late, some weeks after it came. */
export function tellAccepted(telling: Telling, received: Moment, references: References): Accepted {
  const recorded = entered(telling, received);
  const client = tellClient(telling, recorded);
  const opened = Math.min(later(recorded, [0, 3], telling.random), telling.now);
  const caseId = telling.random.uuid();
  const decision = { ...undecided, state: 'accepted', decision: 'accept', at: opened, caseId };
  addReferral(telling, { client, received, recorded, decision }, references);
  return { client, caseId, opened };
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
  const duplicateOf =
    code === 'duplicate' ? tellFirst(telling, { client, received, recorded }, references) : null;
  const decision = at > now ? undecided : { ...undecided, ...decided(telling, code), at, duplicateOf };
  addReferral(telling, { client, received, recorded, decision }, references);
}

function decided(
  { random }: Telling,
  code: keyof typeof turnedAway,
): Pick<Decision, 'state' | 'decision' | 'reason'> {
  if (code === 'duplicate') return { state: 'duplicate', decision: code, reason: null };
  if (code === 'accept_waitlist') return { state: 'waiting', decision: code, reason: null };
  const state = code === 'decline' ? 'declined' : 'redirected';
  return { state, decision: code, reason: random.weighted(declineReasons) };
}

/** The first referral that a duplicate repeats: the same person, advised and closed a little earlier. */
function tellFirst(telling: Telling, facts: Omit<ReferralFacts, 'decision'>, references: References): string {
  const decision = {
    ...undecided,
    state: 'redirected',
    decision: 'advice_only',
    reason: 'other',
    at: facts.recorded,
  };
  return addReferral(telling, { ...facts, decision }, references);
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

function addReferral({ random, rows }: Telling, facts: ReferralFacts, references: References): string {
  const { client, received, recorded, decision } = facts;
  const id = random.uuid();
  rows.add('referral', [
    id,
    client.service.id,
    client.team.id,
    references.referral(received),
    client.id,
    client.perpetratorId,
    isoInstant(received),
    isoInstant(recorded),
    client.advocate,
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
  ]);
  for (const type of client.cyberTypes) rows.add('referral_cyber_type', [id, type]);
  rows.add('referral_narrative', [
    id,
    'Invented for the demo: repeated unwanted contact after being asked to stop.',
  ]);
  return id;
}
