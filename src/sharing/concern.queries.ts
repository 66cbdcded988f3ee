import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { ConcernOutcome, ConcernSubject } from './concern.codes.js';
import { safeguardingConcernNarrative } from './concern.sealed.js';
import type { OverrideBasis } from '../parties/consent.codes.js';
import { shareNarrative } from './share.sealed.js';

/** A concern as its case shows it, with what went to social care. */
export interface Concern {
  readonly id: string;
  readonly caseId: string;
  readonly shareId: string;
  readonly about: ConcernSubject;
  readonly agency: string;
  readonly raisedOn: PlainDate;
  /** What allowed it without the client's consent; null where the client consented. */
  readonly overrideBasis: OverrideBasis | null;
  readonly followUpOn: PlainDate;
  readonly followedUpOn: PlainDate | null;
  readonly outcome: ConcernOutcome | null;
  readonly recordedBy: string;
  readonly version: number;
  readonly toWhom: string;
  readonly why: string;
  readonly cameOfIt: string | null;
}

type SealedConcern = Omit<Concern, 'toWhom' | 'why' | 'cameOfIt'> & {
  readonly toWhom: Sealed;
  readonly why: Sealed;
  readonly cameOfIt: Sealed | null;
};

const select = `SELECT k.id, k.case_id AS "caseId", k.share_id AS "shareId", k.about, g.name AS agency, s.shared_on AS "raisedOn",
    o.basis AS "overrideBasis", k.follow_up_on AS "followUpOn", k.followed_up_on AS "followedUpOn", k.outcome, p.display_name AS "recordedBy", k.version,
    w.to_whom AS "toWhom", w.why, n.came_of_it AS "cameOfIt"
  FROM safeguarding_concern k JOIN share s ON s.id = k.share_id JOIN agency g ON g.id = s.agency_id JOIN share_narrative w ON w.share_id = s.id
    JOIN safeguarding_concern_narrative n ON n.safeguarding_concern_id = k.id JOIN staff p ON p.id = k.recorded_by
    LEFT JOIN share_override o ON o.id = s.share_override_id WHERE k.case_id = $1`;

/** A page of the concerns raised in a case: first those to follow up, the soonest due first. */
export async function concernsOf(tx: EntityManager, caseId: string, asked: unknown): Promise<Paged<Concern>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM safeguarding_concern WHERE case_id = $1',
    [caseId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<SealedConcern[]>(
    `${select} ORDER BY k.followed_up_on IS NOT NULL, k.follow_up_on, k.id LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows: await opened(tx, rows) };
}

/** @throws NotFound where there is none in the case */
export async function concernIn(tx: EntityManager, caseId: string, id: string): Promise<Concern> {
  const [found] = await opened(tx, await tx.query<SealedConcern[]>(`${select} AND k.id = $2`, [caseId, id]));
  if (!found) throw new NotFound();
  return found;
}

async function opened(tx: EntityManager, rows: readonly SealedConcern[]): Promise<Concern[]> {
  const shared = await openRows(tx, rows, {
    from: shareNarrative,
    row: ({ shareId }) => shareId,
    keyId: ({ caseId }) => caseId,
    fields: { toWhom: 'to_whom', why: 'why' },
  });
  return openRows(tx, shared, {
    from: safeguardingConcernNarrative,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: { cameOfIt: 'came_of_it' },
  });
}

export interface NewConcern {
  readonly caseId: string;
  readonly shareId: string;
  readonly about: ConcernSubject;
  readonly followUpOn: PlainDate;
}

export async function insertConcern(
  tx: EntityManager,
  { caseId, shareId, about, followUpOn }: NewConcern,
): Promise<string> {
  const id = randomUUID();
  await tx.query(
    'INSERT INTO safeguarding_concern (id, case_id, share_id, about, follow_up_on) VALUES ($1, $2, $3, $4, $5)',
    [id, caseId, shareId, about, followUpOn],
  );
  await insertSealed(tx, { of: safeguardingConcernNarrative, row: id, keyId: caseId }, { came_of_it: null });
  return id;
}
