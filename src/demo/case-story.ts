import type { Telling } from './client-story.js';
import { addHistory, type Happening } from './history.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import { closedUnreached, closureReasons } from './proportions.js';
import type { References } from './references.js';
import type { Accepted } from './referral-story.js';

/** A case as its later stories need it: open until its close, or still open at the end of the telling. */
export interface DemoCase extends Accepted {
  readonly closed: Moment | null;
  /** The last moment at which something can have happened in it. */
  readonly until: Moment;
  /** What its stories have told so far, in any order. */
  readonly happenings: Happening[];
}

/** How risk stands at the end: what the case's own row shows. */
export interface Standing {
  readonly band: string | null;
  readonly reviewDue: string | null;
}

/** Most cases last up to fourteen months, a few twice as long; one whose client refuses support ends within weeks. */
export function tellCase({ random, now }: Telling, accepted: Accepted): DemoCase {
  const lasting = random.chance(0.03) ? ([421, 840] as const) : ([21, 420] as const);
  const closing = later(accepted.opened, accepted.client.refusesSupport ? [12, 40] : lasting, random);
  const closed = closing < now ? closing : null;
  return { ...accepted, closed, until: closed ?? now, happenings: [] };
}

interface Told {
  readonly references: References;
  readonly standing: Standing;
  readonly supported: Moment | null;
}

/** Writes the case once all of it is told, with its allocation and its history from acceptance to close. */
export function addCase(telling: Telling, kase: DemoCase, told: Told): void {
  const { rows } = telling;
  const { client, caseId, closed } = kase;
  addFile(telling, kase, told);
  for (const type of client.cyberTypes) rows.add('case_cyber_type', [caseId, type]);
  const allocation = telling.random.uuid();
  const closedOn = closed === null ? null : isoDay(dayOf(closed));
  rows.add('allocation', [allocation, caseId, client.advocate, isoDay(dayOf(kase.opened)), closedOn]);
  const beginning = { at: kase.opened, by: client.supervisor };
  addHistory(rows, kase, [
    { did: 'referral.accepted', record: kase.referralId, ...beginning },
    { did: 'case.started', record: caseId, ...beginning },
    { did: 'case.allocated', record: allocation, ...beginning },
    ...kase.happenings,
    ...(closed === null ? [] : [{ did: 'case.closed', record: caseId, at: closed }]),
  ]);
}

function addFile(telling: Telling, kase: DemoCase, { references, standing, supported }: Told): void {
  const { client, caseId, opened, closed } = kase;
  const closure =
    closed === null
      ? [null, null, null]
      : [isoDay(dayOf(closed)), isoInstant(closed), reasonToClose(telling, kase, supported)];
  telling.rows.add('case_file', [
    caseId,
    client.service.id,
    client.team.id,
    references.draw('SA', opened),
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
    standing.band,
    closed === null ? standing.reviewDue : null,
  ]);
}

function reasonToClose({ random }: Telling, { client }: DemoCase, supported: Moment | null): string {
  if (client.refusesSupport) return 'declined_after_contact';
  return random.weighted(supported === null ? closedUnreached : closureReasons);
}
