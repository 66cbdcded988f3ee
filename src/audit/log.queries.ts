import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { AuditResult } from '../platform/audit/audit.codes.js';
import { pageOf, type Paged } from '../platform/page/paging.js';

/** Days are inclusive, and London's. */
export interface LogFilter {
  readonly act: string | null;
  readonly by: string | null;
  readonly result: AuditResult | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

export interface LogRow {
  readonly id: number;
  readonly at: Date;
  readonly act: string;
  readonly result: AuditResult;
  readonly by: string | null;
  readonly role: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly caseId: string | null;
  readonly tableName: string | null;
  readonly rowKey: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly ids: readonly string[];
  readonly fields: readonly string[];
  /** The batch it is sealed in; null until it is. */
  readonly batch: number | null;
}

// An act is asked for whole, or by its first word: 'case.opened', or 'case'.
const chosen = `FROM audit.entry e WHERE e.at >= $1::date::timestamp AT TIME ZONE 'Europe/London'
  AND e.at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/London'
  AND ($3::text IS NULL OR e.act = $3 OR split_part(e.act, '.', 1) = $3)
  AND ($4::uuid IS NULL OR e.actor_id = $4 OR (e.subject_kind = 'staff' AND e.subject_id = $4))
  AND ($5::text IS NULL OR e.result = $5)`;

/** A page of the own organisation's log, newest first. */
export async function logOnPage(
  tx: EntityManager,
  filter: LogFilter,
  asked: unknown,
): Promise<Paged<LogRow>> {
  const values = [filter.from, filter.to, filter.act, filter.by, filter.result];
  const [{ total }] = await tx.query<[{ total: number }]>(`SELECT count(*) AS total ${chosen}`, values);
  const place = pageOf(asked, total, 50);
  const rows = await tx.query<LogRow[]>(
    `WITH page AS (SELECT e.id, e.at, e.act, e.result, e.actor_id, substr(e.actor_role, 10) AS role, e.subject_kind AS "subjectKind",
       e.subject_id AS "subjectId", e.case_id AS "caseId", e.table_name AS "tableName", e.row_key AS "rowKey", e.reason,
       e.request_id AS "requestId", e.ids, e.fields ${chosen} ORDER BY e.at DESC, e.id DESC LIMIT $6 OFFSET $7)
     SELECT page.*, s.display_name AS by, i.batch FROM page
     LEFT JOIN staff s ON s.id = page.actor_id LEFT JOIN audit.seal_item i ON i.entry_id = page.id ORDER BY page.at DESC, page.id DESC`,
    [...values, place.size, place.offset],
  );
  return { ...place, rows };
}

/** Everyone of the own organisation, as options of a list. */
export function colleagues(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    'SELECT id AS code, display_name AS label FROM staff ORDER BY display_name, id',
  );
}
