import type pg from 'pg';
import { reference } from '../../src/cases/reference.js';
import type { Person } from '../../src/kernel/actor.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { referralNarrative } from '../../src/referrals/referral.sealed.js';
import { sealing } from './sealing.js';
import { givenAClient, givenAPerpetrator, idOf, type Whose } from './given-people.js';

export interface ReferralGiven extends Whose {
  /** The day it was received, at 10:00 in winter time. */
  readonly on?: string;
  readonly state?: 'received' | 'waiting' | 'declined' | 'redirected';
  readonly area?: string;
  readonly source?: string;
  readonly relationship?: string;
  readonly cyber?: 'yes' | 'no';
  readonly cyberTypes?: readonly string[];
  readonly age?: number;
  readonly sex?: 'female' | 'male';
  readonly name?: string;
  readonly knownAs?: string;
  readonly bornOn?: string;
  readonly phone?: string;
}

export interface ReferralIds {
  readonly referralId: string;
  readonly clientId: string;
  readonly perpetratorId: string;
}

/** A referral, undecided unless it says otherwise, of a client with one phone number verified as safe. */
export async function givenAReferral(owner: pg.Client, given: ReferralGiven): Promise<ReferralIds> {
  const { team, by, on = '2026-02-02', state = 'received', cyber = 'yes' } = given;
  const clientId = await givenAClient(owner, given);
  const perpetratorId = await givenAPerpetrator(owner, given);
  const decision = {
    received: null,
    waiting: 'accept_waitlist',
    declined: 'decline',
    redirected: 'redirect',
  }[state];
  const turnedAway = state === 'declined' || state === 'redirected' ? 'out_of_area' : null;
  const referralId = await idOf(
    owner,
    `INSERT INTO referral (organisation_id, team_id, reference, client_id, perpetrator_id, received_at, recorded_at, recorded_by,
       source, police_area, relationship, cyber_element, age_at_referral, reported_to_police, police_recorded_as, state,
       decision, decision_reason, decided_at, decided_by)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12,
       'yes', 'harassment', $13, $14, $15, CASE WHEN $14::text IS NULL THEN NULL ELSE $6::timestamptz END,
       CASE WHEN $14::text IS NULL THEN NULL ELSE $7::uuid END)`,
    [
      by.organisationId,
      team,
      reference('RF', plainDate(on)),
      clientId,
      perpetratorId,
      `${on}T10:00:00Z`,
      by.userId,
      given.source ?? 'police',
      given.area ?? 'E23000033',
      given.relationship ?? 'ex_intimate',
      cyber,
      given.age ?? 34,
      state,
      decision,
      turnedAway,
    ],
  );
  for (const type of given.cyberTypes ?? (cyber === 'yes' ? ['social_media'] : [])) {
    await owner.query('INSERT INTO referral_cyber_type VALUES ($1, $2)', [referralId, type]);
  }
  const place = { of: referralNarrative, row: referralId, keyId: clientId };
  const words = { what_happened: 'Invented: unwanted messages since the autumn.' };
  await insertSealed(sealing(owner, by.organisationId), place, words);
  return { referralId, clientId, perpetratorId };
}

export interface CaseGiven extends Omit<ReferralGiven, 'by' | 'on' | 'state'> {
  readonly advocate: Person;
  /** The day it was opened. */
  readonly on?: string;
  readonly riskBand?: string;
  readonly reviewDueOn?: string;
  readonly closedOn?: string;
}

export interface CaseIds extends ReferralIds {
  readonly caseId: string;
}

/** An open case with the accepted referral it came from, its advocate's allocation, and its client's safe phone number. */
export async function givenACase(owner: pg.Client, { advocate, ...given }: CaseGiven): Promise<CaseIds> {
  const on = given.on ?? '2026-02-02';
  const referral = await givenAReferral(owner, { ...given, on, by: advocate });
  const caseId = await idOf(
    owner,
    `INSERT INTO case_file (organisation_id, team_id, reference, client_id, perpetrator_id, advocate_id, police_area, relationship,
       cyber_element, age_at_referral, opened_on, opened_at, closed_on, closed_at, closure_reason, risk_band, review_due_on)
     SELECT organisation_id, team_id, $7, client_id, perpetrator_id, $2,
       police_area, relationship, cyber_element, age_at_referral, $3::date, $3::date + time '10:00' AT TIME ZONE 'UTC',
       $4::date, $4::date + time '17:00' AT TIME ZONE 'UTC', CASE WHEN $4::date IS NULL THEN NULL ELSE 'support_completed' END, $5, $6::date
     FROM referral WHERE id = $1`,
    [
      referral.referralId,
      advocate.userId,
      on,
      given.closedOn ?? null,
      given.riskBand ?? null,
      given.reviewDueOn ?? null,
      reference('SA', plainDate(on)),
    ],
  );
  await owner.query(
    `UPDATE referral SET state = 'accepted', decision = 'accept', decided_at = received_at, decided_by = recorded_by, case_id = $2
     WHERE id = $1`,
    [referral.referralId, caseId],
  );
  await owner.query(
    'INSERT INTO case_cyber_type SELECT $2, cyber_type FROM referral_cyber_type WHERE referral_id = $1',
    [referral.referralId, caseId],
  );
  await owner.query('INSERT INTO allocation (case_id, staff_id, from_on, to_on) VALUES ($1, $2, $3, $4)', [
    caseId,
    advocate.userId,
    on,
    given.closedOn ?? null,
  ]);
  return { ...referral, caseId };
}
