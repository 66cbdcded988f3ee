import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { OverrideBasis } from '../parties/consent.codes.js';
import { clientIdentity, perpetratorIdentity } from '../parties/party.sealed.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { AttemptChannel, ContactOutcome } from './attempt.codes.js';
import type { NoteKind } from './case.codes.js';
import type { Case } from './case.entity.js';
import { caseNoteNarrative } from './case.sealed.js';
import type { TriedOnce } from './unable-to-contact.rules.js';

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
  /** On what basis it was opened of somebody who did not want to be contacted; null where it took none. */
  readonly withoutContact: OverrideBasis | null;
  /** The first day the client was supported in this case; null where that was in another, or has not been yet. */
  readonly supportedOn: PlainDate | null;
  /** Whether whoever asks is told that the perpetrator was on record already. */
  readonly seenBefore: boolean;
}

export async function caseHeader(tx: EntityManager, kase: Pick<Case, 'id'>): Promise<CaseHeader> {
  const rows = await tx.query<SealedHeader[]>(
    `SELECT c.client_id AS "clientId", c.perpetrator_id AS "perpetratorId", i.full_name AS "clientName", i.known_as AS "knownAs", p.full_name AS "perpetratorName",
            s.display_name AS "advocateName", t.name AS "teamName", r.id AS "referralId", r.reference AS "referralReference",
            r.received_at AS "receivedAt", r.without_contact AS "withoutContact", f.supported_on AS "supportedOn",
            seen_before(c.perpetrator_id) AS "seenBefore",
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
  const clients = await openRows(tx, rows, {
    from: clientIdentity,
    row: ({ clientId }) => clientId,
    keyId: ({ clientId }) => clientId,
    fields: { clientName: 'full_name', knownAs: 'known_as' },
  });
  const [header] = await openRows(tx, clients, {
    from: perpetratorIdentity,
    row: ({ perpetratorId }) => perpetratorId,
    keyId: ({ perpetratorId }) => perpetratorId,
    fields: { perpetratorName: 'full_name' },
  });
  if (!header) throw new NotFound();
  return header;
}

type SealedHeader = Omit<CaseHeader, 'clientName' | 'knownAs' | 'perpetratorName'> & {
  readonly clientId: string;
  readonly perpetratorId: string | null;
  readonly clientName: Sealed;
  readonly knownAs: Sealed | null;
  readonly perpetratorName: Sealed | null;
};

export interface NoteRow {
  readonly id: string;
  readonly kind: NoteKind;
  readonly writtenAt: Date;
  readonly writtenBy: string;
  readonly words: string;
}

/** A page of the notes of a case, newest first. */
export async function notesOf(tx: EntityManager, caseId: string, asked?: unknown): Promise<Paged<NoteRow>> {
  const { rows, ...place } = await pageOfCase<Omit<NoteRow, 'words'> & { readonly words: Sealed }>(
    tx,
    [caseId, asked],
    {
      of: 'case_note n',
      with: 'JOIN case_note_narrative w ON w.case_note_id = n.id JOIN staff s ON s.id = n.written_by',
      select: 'n.id, n.kind, n.written_at AS "writtenAt", s.display_name AS "writtenBy", w.words',
      order: 'n.written_at DESC, n.id',
    },
  );
  const notes = await openRows(tx, rows, {
    from: caseNoteNarrative,
    row: ({ id }) => id,
    keyId: () => caseId,
    fields: { words: 'words' },
  });
  return { ...place, rows: notes };
}

export interface AttemptRow {
  readonly id: string;
  readonly at: Date;
  readonly channel: AttemptChannel;
  readonly outcome: ContactOutcome;
  readonly recordedBy: string;
}

/** A page of the attempts to reach the client, newest first. */
export function attemptsOf(tx: EntityManager, caseId: string, asked?: unknown): Promise<Paged<AttemptRow>> {
  return pageOfCase<AttemptRow>(tx, [caseId, asked], {
    of: 'contact_attempt a',
    with: 'JOIN staff s ON s.id = a.recorded_by',
    select: 'a.id, a.at, a.channel, a.outcome, s.display_name AS "recordedBy"',
    order: 'a.at DESC, a.id',
  });
}

/** Every attempt of a case, with no more of it than whether it was enough asks. */
export function allAttemptsOf(tx: EntityManager, caseId: string): Promise<TriedOnce[]> {
  return tx.query<TriedOnce[]>('SELECT at, channel, outcome FROM contact_attempt WHERE case_id = $1', [
    caseId,
  ]);
}

/** The day, in London, of the last attempt to reach the client; null where there was none. */
export async function lastContactOn(tx: EntityManager, caseId: string): Promise<PlainDate | null> {
  const [row] = await tx.query<[{ day: PlainDate | null }]>(
    `SELECT (max(at) AT TIME ZONE 'Europe/London')::date AS day FROM contact_attempt WHERE case_id = $1`,
    [caseId],
  );
  return row.day;
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

/** A page of what has been done in a case, newest first. Who merely looked is in the log. */
export function timelineOf(tx: EntityManager, caseId: string, asked?: unknown): Promise<Paged<TimelineRow>> {
  return pageOfCase<TimelineRow>(tx, [caseId, asked], {
    of: 'event e',
    with: 'LEFT JOIN staff s ON s.id = e.actor_id',
    select: 'e.id, e.at, e.did, e.record_id AS "recordId", s.display_name AS by',
    order: 'e.id DESC',
  });
}

/** Those to whom a team's cases may go, as options of a list. */
export function advocatesOf(tx: EntityManager, teamId: string): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT s.id AS code, s.display_name AS label FROM team_member m JOIN staff s ON s.id = m.staff_id
     WHERE m.team_id = $1 AND s.role = 'advocate' AND s.state = 'active' ORDER BY s.display_name, s.id`,
    [teamId],
  );
}

/** A page of something there may be any number of in a case. What each row is shown with is not read to count them. */
async function pageOfCase<T>(
  tx: EntityManager,
  [caseId, asked]: readonly [caseId: string, asked: unknown],
  { of, with: shown, select, order }: Record<'of' | 'with' | 'select' | 'order', string>,
): Promise<Paged<T>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    `SELECT count(*) AS total FROM ${of} WHERE case_id = $1`,
    [caseId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<T[]>(
    `SELECT ${select} FROM ${of} ${shown} WHERE case_id = $1 ORDER BY ${order} LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows };
}
