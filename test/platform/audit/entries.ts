import type pg from 'pg';

export interface EntryRow {
  readonly act: string;
  readonly result: string;
  readonly actor_id: string | null;
  readonly actor_role: string;
  readonly organisation_id: string | null;
  readonly subject_kind: string | null;
  readonly subject_id: string | null;
  readonly case_id: string | null;
  readonly reason: string | null;
  readonly ids: readonly string[];
  readonly fields: readonly string[];
  readonly fingerprint: string | null;
  readonly table_name: string | null;
  readonly row_key: Readonly<Record<string, string>> | null;
}

/** What the log has of one request, in its order, seen as the owner. */
export async function entriesOf(owner: pg.Client, requestId: string): Promise<EntryRow[]> {
  const { rows } = await owner.query<EntryRow>(
    'SELECT * FROM audit.entry WHERE request_id = $1 ORDER BY id',
    [requestId],
  );
  return rows;
}

/** What the log has been told of since an entry, in its order, seen as the owner. */
export async function entriesSince(owner: pg.Client, id: number): Promise<EntryRow[]> {
  const { rows } = await owner.query<EntryRow>('SELECT * FROM audit.entry WHERE id > $1 ORDER BY id', [id]);
  return rows;
}

/** What the log was told while something was done. */
export async function toldWhile(owner: pg.Client, what: () => Promise<unknown>): Promise<EntryRow[]> {
  const before = await lastEntry(owner);
  await what();
  return entriesSince(owner, before);
}

export async function lastEntry(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    'SELECT coalesce(max(id), 0)::int AS id FROM audit.entry',
  );
  return rows[0]?.id ?? 0;
}
