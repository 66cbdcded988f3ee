import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { Channel } from '../parties/contact.codes.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { OutgoingKind, OutgoingMessage, OutgoingState, StopReason } from './outgoing.codes.js';

/** Something that went out, is to, or was stopped. Where to is the method's to say. */
export interface OutgoingRow {
  readonly id: string;
  readonly methodId: string;
  readonly channel: Channel;
  readonly kind: OutgoingKind;
  readonly message: OutgoingMessage | null;
  readonly useAt: Date;
  readonly state: OutgoingState;
  readonly stoppedBecause: StopReason | null;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly endedAt: Date | null;
}

const columns = `o.id, o.contact_method_id AS "methodId", m.channel, o.kind, o.message, o.use_at AS "useAt", o.state,
  o.stopped_because AS "stoppedBecause", o.made_at AS "madeAt", s.display_name AS "madeBy", o.ended_at AS "endedAt"`;
const from = `outgoing o JOIN contact_method m ON m.id = o.contact_method_id JOIN staff s ON s.id = o.made_by WHERE o.case_id = $1`;

/** A page of what went out in a case, is to, or was stopped; the latest first. */
export async function outgoingOf(
  tx: EntityManager,
  caseId: string,
  asked?: unknown,
): Promise<Paged<OutgoingRow>> {
  const [{ total }] = await tx.query<[{ total: number }]>(`SELECT count(*) AS total FROM ${from}`, [caseId]);
  const place = pageOf(asked, total);
  const rows = await tx.query<OutgoingRow[]>(
    `SELECT ${columns} FROM ${from} ORDER BY o.made_at DESC, o.id LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows };
}

/** @throws NotFound where there is none in the case */
export async function outgoingIn(
  tx: EntityManager,
  caseId: string,
  outgoingId: string,
): Promise<OutgoingRow> {
  const [found] = await tx.query<OutgoingRow[]>(`SELECT ${columns} FROM ${from} AND o.id = $2`, [
    caseId,
    outgoingId,
  ]);
  if (!found) throw new NotFound();
  return found;
}
