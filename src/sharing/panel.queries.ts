import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { PanelCriterion, RepeatAnswer, RepeatFound } from './panel.codes.js';
import { panelReferralNarrative } from './panel.sealed.js';
import type { EarlierReferral } from './repeat.rules.js';
import { shareNarrative } from './share.sealed.js';

/** That a case was put before a panel. */
export interface PanelReferral {
  readonly id: string;
  readonly caseId: string;
  readonly agencyId: string;
  readonly panel: string;
  /** Null where it is another agency's. */
  readonly shareId: string | null;
  readonly referredBy: string | null;
  readonly criteria: readonly PanelCriterion[];
  readonly incidentOn: PlainDate | null;
  readonly referredOn: PlainDate;
  readonly repeatFound: RepeatFound;
  readonly repeatSaid: RepeatAnswer;
  readonly meetingOn: PlainDate | null;
  readonly recordedBy: string;
  readonly version: number;
  readonly why: string | null;
  readonly grounds: string | null;
  readonly repeatReason: string | null;
}

type SealedReferral = Omit<PanelReferral, 'why' | 'grounds' | 'repeatReason'> &
  Readonly<Record<'why' | 'grounds' | 'repeatReason', Sealed | null>>;

const select = `SELECT r.id, r.case_id AS "caseId", r.agency_id AS "agencyId", g.name AS panel, r.share_id AS "shareId", b.name AS "referredBy",
    r.criteria, r.incident_on AS "incidentOn", r.referred_on AS "referredOn", r.repeat_found AS "repeatFound", r.repeat_said AS "repeatSaid",
    r.meeting_on AS "meetingOn", s.display_name AS "recordedBy", r.version, w.why, n.grounds, n.repeat_reason AS "repeatReason"
  FROM panel_referral r JOIN agency g ON g.id = r.agency_id LEFT JOIN agency b ON b.id = r.referred_by_id
    JOIN panel_referral_narrative n ON n.panel_referral_id = r.id LEFT JOIN share_narrative w ON w.share_id = r.share_id
    JOIN staff s ON s.id = r.recorded_by WHERE r.case_id = $1`;

/** A page of the referrals of a case, the latest first. */
export async function panelReferralsOf(
  tx: EntityManager,
  caseId: string,
  asked: unknown,
): Promise<Paged<PanelReferral>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM panel_referral WHERE case_id = $1',
    [caseId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<SealedReferral[]>(
    `${select} ORDER BY r.referred_on DESC, r.recorded_at DESC, r.id LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows: await opened(tx, rows) };
}

/** @throws NotFound where there is none in the case */
export async function panelReferralIn(tx: EntityManager, caseId: string, id: string): Promise<PanelReferral> {
  const rows = await tx.query<SealedReferral[]>(`${select} AND r.id = $2`, [caseId, id]);
  const [referral] = await opened(tx, rows);
  if (!referral) throw new NotFound();
  return referral;
}

async function opened(tx: EntityManager, rows: readonly SealedReferral[]): Promise<PanelReferral[]> {
  const ours = await openRows(tx, rows, {
    from: panelReferralNarrative,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: { grounds: 'grounds', repeatReason: 'repeat_reason' },
  });
  return openRows(tx, ours, {
    from: shareNarrative,
    row: ({ shareId }) => shareId,
    keyId: ({ caseId }) => caseId,
    fields: { why: 'why' },
  });
}

/** Earlier referrals of the client to a panel of the same kind as this one, in whichever case of whichever record of the two. */
export function earlierReferrals(
  tx: EntityManager,
  { clientId, perpetratorId }: Pick<Case, 'clientId' | 'perpetratorId'>,
  agencyId: string,
): Promise<EarlierReferral[]> {
  return tx.query<EarlierReferral[]>(
    `SELECT CASE WHEN c.perpetrator_id = ANY (records_of($3)) THEN $3 ELSE c.perpetrator_id END AS "perpetratorId", r.referred_on AS "referredOn"
       FROM panel_referral r
       JOIN case_file c ON c.id = r.case_id JOIN agency g ON g.id = r.agency_id
     WHERE c.client_id = ANY (records_of($1)) AND g.kind = (SELECT kind FROM agency WHERE id = $2) ORDER BY r.referred_on DESC, r.id`,
    [clientId, agencyId, perpetratorId],
  );
}

export interface NewPanelReferral {
  readonly caseId: string;
  readonly agencyId: string;
  readonly shareId: string | null;
  readonly referredById: string | null;
  readonly criteria: readonly PanelCriterion[];
  readonly incidentOn: PlainDate | null;
  readonly referredOn: PlainDate;
  readonly repeatFound: RepeatFound;
  readonly repeatSaid: RepeatAnswer;
  readonly meetingOn: PlainDate | null;
}

export async function insertPanelReferral(
  tx: EntityManager,
  made: NewPanelReferral,
  words: { readonly grounds: string | null; readonly repeatReason: string | null },
): Promise<string> {
  const id = randomUUID();
  const { caseId, agencyId, shareId, referredById, criteria, incidentOn, referredOn } = made;
  await tx.query(
    `INSERT INTO panel_referral (id, case_id, agency_id, share_id, referred_by_id, criteria, incident_on, referred_on, repeat_found, repeat_said,
       meeting_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, caseId, agencyId, shareId, referredById, [...new Set(criteria)], incidentOn, referredOn],
      ...[made.repeatFound, made.repeatSaid, made.meetingOn],
    ],
  );
  const place = { of: panelReferralNarrative, row: id, keyId: caseId };
  await insertSealed(tx, place, { grounds: words.grounds, repeat_reason: words.repeatReason });
  return id;
}

/** How many were still at the version seen: one, or none. */
export async function setPanelMeeting(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  meetingOn: PlainDate,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    'UPDATE panel_referral SET meeting_on = $3 WHERE id = $1 AND version = $2',
    [id, version, meetingOn],
  );
  return count;
}
