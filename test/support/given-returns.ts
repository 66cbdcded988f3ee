import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { Given } from './given.js';

/** Someone referred to a service, as far as returns can tell. An instant is when it was entered; a day is at noon. */
export interface ReferredGiven {
  readonly area?: string;
  readonly received: string;
  /** When the referral was entered; when it was received, where nothing is said. */
  readonly recorded?: string;
  readonly state?: 'accepted' | 'waiting' | 'redirected' | 'declined' | 'received';
  readonly decided?: string;
  readonly sex?: string | null;
  readonly relationship?: string | null;
  readonly cyber?: string | null;
  /** Of a referral that was accepted: its case, opened when it was decided. */
  readonly closed?: string;
  readonly closedRecorded?: string;
  readonly supported?: string;
  readonly supportedRecorded?: string;
  readonly order?: OrderTold;
}

/** A stalking protection order by its steps, each entered the day it was taken, and its breaches with what came of them. */
export interface OrderTold {
  readonly applied: string;
  readonly interim?: string;
  readonly made?: string;
  readonly refused?: string;
  readonly withdrawn?: string;
  readonly breaches?: readonly {
    readonly on: string;
    readonly outcome?: string;
    readonly state?: 'known' | 'possible';
  }[];
}

/** A service under contract to a commissioner, and someone of each kind that reads, or must not read, its figures. */
export interface ServiceUnderContract {
  readonly service: string;
  readonly commissioner: string;
  readonly contract: string;
  readonly team: string;
  readonly advocate: Person;
  readonly reader: Person;
  readonly foiOfficer: Person;
}

/** Without an id it has one of its own choosing. A service's rounding key is made of its id, so with one figures fall the same each time. */
export async function givenAServiceUnderContract(
  owner: pg.Client,
  {
    areas = ['E23000033'],
    startsOn = '2025-04-01',
    id,
  }: { areas?: string[]; startsOn?: string; id?: string } = {},
): Promise<ServiceUnderContract> {
  const given = new Given(owner);
  const made = await given.organisation();
  if (id) await owner.query('UPDATE organisation SET id = $2 WHERE id = $1', [made, id]);
  const service = id ?? made;
  const commissioner = await given.organisation('commissioner', 'Demo Commissioner');
  const contract = await given.contract(commissioner, service, areas);
  await owner.query('UPDATE contract SET starts_on = $2 WHERE id = $1', [contract, startsOn]);
  const team = await given.team(service);
  const advocate = await given.staff('advocate', service, { teams: [team] });
  const reader = await given.staff('commissioner', commissioner);
  const foiOfficer = await given.staff('foi_officer', commissioner);
  return { service, commissioner, contract, team, advocate, reader, foiOfficer };
}

const at = (when: string): string => (when.includes('T') ? when : `${when}T12:00:00Z`);

/** A person as a row, with instants for days. What is not said of them is what most people are. */
function rowOf(person: ReferredGiven): Record<string, unknown> {
  const usual = {
    area: 'E23000033',
    state: 'accepted',
    sex: 'female',
    relationship: 'ex_intimate',
    cyber: 'yes',
  };
  const { received, recorded = received, closed, supported, ...told } = { ...usual, ...person };
  return {
    ...told,
    received: at(received),
    recorded: at(recorded),
    decided: told.state === 'received' ? null : at(told.decided ?? recorded),
    closed,
    closedAt: closed && at(told.closedRecorded ?? closed),
    supported,
    supportedAt: supported && at(told.supportedRecorded ?? supported),
  };
}

/** Writes people's referrals, cases, first support, orders and breaches, past the audit, since there may be hundreds. */
export async function givenReferred(
  owner: pg.Client,
  { service, team, advocate }: Pick<ServiceUnderContract, 'service' | 'team' | 'advocate'>,
  people: readonly ReferredGiven[],
): Promise<void> {
  const rows = people.map(rowOf);
  await owner.query('BEGIN');
  await owner.query(`SET LOCAL session_replication_role = replica`);
  await owner.query(
    `CREATE TEMP TABLE told ON COMMIT DROP AS
     SELECT gen_random_uuid() AS client, gen_random_uuid() AS referral, gen_random_uuid() AS kase, gen_random_uuid() AS ordered, t.*
       FROM jsonb_to_recordset($1::jsonb) AS t(area text, state text, sex text, relationship text, cyber text, received timestamptz,
         recorded timestamptz, decided timestamptz, closed date, "closedAt" timestamptz, supported date, "supportedAt" timestamptz, "order" jsonb)`,
    [JSON.stringify(rows)],
  );
  for (const sql of inserts)
    await owner.query(
      sql
        .replaceAll('$org', `'${service}'`)
        .replaceAll('$team', `'${team}'`)
        .replaceAll('$by', `'${advocate.userId}'`),
    );
  await owner.query('COMMIT');
}

const inserts = [
  `INSERT INTO client (id, organisation_id, team_id, sex, sex_unknown_reason)
   SELECT client, $org, $team, sex, CASE WHEN sex IS NULL THEN 'not_asked' END FROM told`,
  `INSERT INTO case_file (id, organisation_id, team_id, reference, client_id, advocate_id, police_area, relationship,
     relationship_unknown_reason, cyber_element, cyber_unknown_reason, age_at_referral, opened_on, opened_at, closed_on, closed_at, closure_reason)
   SELECT kase, $org, $team, 'SA-' || kase, client, $by, area, relationship, CASE WHEN relationship IS NULL THEN 'perpetrator_unidentified' END,
     cyber, CASE WHEN cyber IS NULL THEN 'client_does_not_know' END, 30, (decided AT TIME ZONE 'Europe/London')::date, decided,
     closed, "closedAt", CASE WHEN closed IS NOT NULL THEN 'support_completed' END FROM told WHERE state = 'accepted'`,
  `INSERT INTO referral (id, organisation_id, team_id, reference, client_id, received_at, recorded_at, recorded_by, source, police_area,
     relationship, cyber_element, age_at_referral, reported_to_police, state, decision, decision_reason, decided_at, decided_by, case_id)
   SELECT referral, $org, $team, 'RF-' || referral, client, received, recorded, $by, 'self', area, 'other', 'no', 30, 'no', state,
     CASE state WHEN 'accepted' THEN 'accept' WHEN 'waiting' THEN 'accept_waitlist' WHEN 'redirected' THEN 'redirect' WHEN 'declined' THEN 'decline' END,
     CASE WHEN state IN ('redirected', 'declined') THEN 'other' END, decided, CASE WHEN decided IS NOT NULL THEN $by::uuid END,
     CASE WHEN state = 'accepted' THEN kase END FROM told`,
  `INSERT INTO first_support SELECT client, kase, $org, supported, "supportedAt" FROM told WHERE supported IS NOT NULL`,
  `INSERT INTO protection_order (id, case_id, measure, state, applied_on)
   SELECT ordered, kase, 'spo', 'applied_for', ("order" ->> 'applied')::date FROM told WHERE "order" <> 'null'`,
  `INSERT INTO order_step (order_id, act, on_day, recorded_by, recorded_at)
   SELECT ordered, a.act, ("order" ->> a.name)::date, $by, ("order" ->> a.name)::date + time '12:00' AT TIME ZONE 'UTC'
     FROM told, (VALUES ('apply', 'applied'), ('make_interim', 'interim'), ('make_full', 'made'), ('refuse', 'refused'), ('withdraw', 'withdrawn')) AS a(act, name)
    WHERE "order" <> 'null' AND "order" ->> a.name IS NOT NULL`,
  `INSERT INTO breach (case_id, order_id, state, occurred_on, of_notification, knowledge_to_be_proved, reported_to_police, reported_on,
     outcome, outcome_on, named_at)
   SELECT kase, ordered, coalesce(b ->> 'state', 'known'), (b ->> 'on')::date, true, false, 'yes', (b ->> 'on')::date, b ->> 'outcome',
     CASE WHEN b ->> 'outcome' IS NOT NULL THEN (b ->> 'on')::date END,
     CASE WHEN coalesce(b ->> 'state', 'known') = 'known' THEN (b ->> 'on')::date + time '12:00' AT TIME ZONE 'UTC' END
     FROM told, jsonb_array_elements(CASE WHEN "order" <> 'null' THEN coalesce("order" -> 'breaches', '[]') ELSE '[]' END) b`,
];
