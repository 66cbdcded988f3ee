import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { EmergencyDecision, EmergencyReason } from './safeguard.codes.js';
import { brokenGlassNarrative } from './safeguard.sealed.js';

/** A case that was opened in an emergency, as whoever was told of it sees it. */
export interface Emergency {
  readonly id: string;
  readonly staffId: string;
  readonly who: string;
  readonly why: EmergencyReason;
  readonly words: string;
  readonly beganAt: Date;
  readonly endsAt: Date;
  readonly dueOn: PlainDate;
  readonly escalated: boolean;
  readonly decision: EmergencyDecision | null;
  /** Null where whoever was told may not see the case itself. */
  readonly caseId: string | null;
  readonly reference: string | null;
  /** Whoever broke the glass works in a team of the reader's own, who therefore does not judge it. */
  readonly ofOwnLine: boolean;
}

const told = `
  SELECT b.id, b.staff_id AS "staffId", s.display_name AS who, b.why, n.why AS words, b.began_at AS "beganAt", b.ends_at AS "endsAt",
         b.review_due_on AS "dueOn", b.escalated_at IS NOT NULL AS escalated, b.decision, c.id AS "caseId", c.reference,
         b.staff_id = ANY (my_colleagues()) AS "ofOwnLine"
  FROM broken_glass b JOIN staff s ON s.id = b.staff_id JOIN broken_glass_narrative n ON n.broken_glass_id = b.id
       LEFT JOIN case_file c ON c.id = b.case_id
  WHERE EXISTS (SELECT FROM broken_glass_notice t WHERE t.broken_glass_id = b.id)`;

/** What one was told of and nobody has judged yet, the soonest due first. */
export async function emergenciesToReview(tx: EntityManager, asked: unknown): Promise<Paged<Emergency>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    `SELECT count(*) AS total FROM broken_glass_notice t JOIN broken_glass b ON b.id = t.broken_glass_id WHERE b.decision IS NULL`,
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<SealedEmergency[]>(
    `${told} AND b.decision IS NULL ORDER BY b.review_due_on, b.began_at, b.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows: await opened(tx, rows) };
}

export async function emergencyOf(tx: EntityManager, id: string): Promise<Emergency | undefined> {
  const [emergency] = await opened(tx, await tx.query<SealedEmergency[]>(`${told} AND b.id = $1`, [id]));
  return emergency;
}

type SealedEmergency = Omit<Emergency, 'words'> & { readonly words: Sealed };

function opened(tx: EntityManager, rows: readonly SealedEmergency[]): Promise<Emergency[]> {
  return openRows(tx, rows, {
    from: brokenGlassNarrative,
    row: ({ id }) => id,
    keyId: ({ id }) => id,
    fields: { words: 'why' },
  });
}

/** Breaks the glass of a case. Null where the reference is nobody's, hidden, sealed or excluded: there is one answer. */
export async function breakGlass(
  tx: EntityManager,
  asked: { reference: string; why: EmergencyReason; hours: number; dueOn: PlainDate },
): Promise<string | null> {
  const { reference, why, hours, dueOn } = asked;
  const [row] = await tx.query<[{ id: string | null }]>('SELECT break_glass($1, $2, $3, $4) AS id', [
    reference.toUpperCase(),
    why,
    hours,
    dueOn,
  ]);
  return row.id;
}

/** The case of glass one broke oneself. */
export async function caseOpened(tx: EntityManager, id: string): Promise<string> {
  const [row] = await tx.query<[{ case_id: string }]>('SELECT case_id FROM broken_glass WHERE id = $1', [id]);
  return row.case_id;
}
