import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { AttemptChannel, ContactOutcome } from './attempt.codes.js';
import type { NoteKind } from './case.codes.js';
import type { Case } from './case.entity.js';

/** Who and what a case is about, beside its own coded facts. */
export interface CaseHeader {
  readonly clientName: string;
  readonly knownAs: string | null;
  readonly perpetratorName: string | null;
  readonly advocateName: string;
  readonly teamName: string;
  readonly cyberTypes: readonly string[];
  readonly referralId: string | null;
  readonly referralReference: string | null;
  readonly receivedAt: Date | null;
  /** The first day the client was supported in this case; null where that was in another, or has not been yet. */
  readonly supportedOn: PlainDate | null;
}

export async function caseHeader(tx: EntityManager, kase: Pick<Case, 'id'>): Promise<CaseHeader> {
  const rows = await tx.query<[CaseHeader]>(
    `SELECT i.full_name AS "clientName", i.known_as AS "knownAs", p.full_name AS "perpetratorName",
            s.display_name AS "advocateName", t.name AS "teamName", r.id AS "referralId", r.reference AS "referralReference",
            r.received_at AS "receivedAt", f.supported_on AS "supportedOn",
            ARRAY(SELECT cyber_type FROM case_cyber_type x WHERE x.case_id = c.id ORDER BY cyber_type) AS "cyberTypes"
     FROM case_file c
     JOIN client_identity i ON i.client_id = c.client_id
     LEFT JOIN perpetrator_identity p ON p.perpetrator_id = c.perpetrator_id
     JOIN staff s ON s.id = c.advocate_id
     JOIN team t ON t.id = c.team_id
     LEFT JOIN referral r ON r.case_id = c.id AND r.state = 'accepted'
     LEFT JOIN first_support f ON f.case_id = c.id
     WHERE c.id = $1`,
    [kase.id],
  );
  return rows[0];
}

export interface NoteRow {
  readonly id: string;
  readonly kind: NoteKind;
  readonly writtenAt: Date;
  readonly writtenBy: string;
  readonly words: string;
}

/** The notes of a case, newest first. */
export function notesOf(
  tx: EntityManager,
  caseId: string,
  { limit = 25, offset = 0 } = {},
): Promise<NoteRow[]> {
  return tx.query<NoteRow[]>(
    `SELECT n.id, n.kind, n.written_at AS "writtenAt", s.display_name AS "writtenBy", w.words
     FROM case_note n JOIN case_note_narrative w ON w.case_note_id = n.id JOIN staff s ON s.id = n.written_by
     WHERE n.case_id = $1 ORDER BY n.written_at DESC, n.id LIMIT $2 OFFSET $3`,
    [caseId, limit, offset],
  );
}

export interface AttemptRow {
  readonly id: string;
  readonly at: Date;
  readonly channel: AttemptChannel;
  readonly outcome: ContactOutcome;
  readonly recordedBy: string;
}

/** The attempts to reach the client, newest first. */
export function attemptsOf(
  tx: EntityManager,
  caseId: string,
  { limit = 25, offset = 0 } = {},
): Promise<AttemptRow[]> {
  return tx.query<AttemptRow[]>(
    `SELECT a.id, a.at, a.channel, a.outcome, s.display_name AS "recordedBy"
     FROM contact_attempt a JOIN staff s ON s.id = a.recorded_by
     WHERE a.case_id = $1 ORDER BY a.at DESC, a.id LIMIT $2 OFFSET $3`,
    [caseId, limit, offset],
  );
}

export interface AllocationRow {
  readonly id: string;
  readonly advocate: string;
  readonly fromOn: PlainDate;
  readonly toOn: PlainDate | null;
}

/** The advocates a case has had, the present one first. */
export function allocationsOf(tx: EntityManager, caseId: string): Promise<AllocationRow[]> {
  return tx.query<AllocationRow[]>(
    `SELECT a.id, s.display_name AS advocate, a.from_on AS "fromOn", a.to_on AS "toOn"
     FROM allocation a JOIN staff s ON s.id = a.staff_id
     WHERE a.case_id = $1 ORDER BY a.to_on DESC NULLS FIRST, a.from_on DESC, a.id`,
    [caseId],
  );
}

/** One line of a case's history. */
export interface TimelineRow {
  readonly id: number;
  readonly at: Date;
  readonly did: string;
  readonly recordId: string;
  readonly by: string | null;
}

/** What has been done in a case, newest first. Who merely looked is in the log. */
export function timelineOf(
  tx: EntityManager,
  caseId: string,
  { limit = 50, offset = 0 } = {},
): Promise<TimelineRow[]> {
  return tx.query<TimelineRow[]>(
    `SELECT e.id, e.at, e.did, e.record_id AS "recordId", s.display_name AS by
     FROM event e LEFT JOIN staff s ON s.id = e.actor_id
     WHERE e.case_id = $1 ORDER BY e.id DESC LIMIT $2 OFFSET $3`,
    [caseId, limit, offset],
  );
}

/** Those to whom a team's cases may go, as options of a list. */
export function advocatesOf(tx: EntityManager, teamId: string): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT s.id AS code, s.display_name AS label FROM team_member m JOIN staff s ON s.id = m.staff_id
     WHERE m.team_id = $1 AND s.role = 'advocate' AND s.state = 'active' ORDER BY s.display_name, s.id`,
    [teamId],
  );
}
