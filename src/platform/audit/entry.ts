import type { EntityManager } from 'typeorm';
import type { Machine, Person, ServiceKey } from '../../kernel/actor.js';
import { currentRequest } from '../http/request-context.js';
import type { AuditResult } from './audit.codes.js';

/** What was done ('case.opened'), to what. Ids, codes and names of fields: never a value. */
export interface Entry {
  readonly act: string;
  readonly result?: AuditResult;
  readonly about?: { readonly kind: string; readonly id: string };
  readonly caseId?: string;
  readonly reason?: string;
  /** What a list showed. */
  readonly ids?: readonly string[];
  /** Which fields were revealed, or searched in. */
  readonly fields?: readonly string[];
  readonly fingerprint?: string;
}

/**
 * Adds a line to the log, in the transaction of what it tells of: where it cannot be written, nothing is done or read.
 * The database fills in who, when, for which organisation and in which request.
 */
export async function addEntry(tx: EntityManager, entry: Entry): Promise<void> {
  const { act, result = 'allowed', about, caseId, reason, fields = [], fingerprint } = entry;
  const request = currentRequest();
  if (request && caseId !== undefined) request.caseId = caseId;
  for (const ids of fifties(entry.ids ?? [])) {
    await tx.query(
      `INSERT INTO audit.entry (act, result, subject_kind, subject_id, case_id, reason, ids, fields, fingerprint)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [act, result, about?.kind, about?.id, caseId, reason, ids, fields, fingerprint],
    );
  }
}

/** What a list showed, and to whom. What was not shown is not told. */
export async function listed<Row>(
  tx: EntityManager,
  act: string,
  { rows, idOf }: { rows: readonly Row[]; idOf: (row: Row) => string },
): Promise<void> {
  await addEntry(tx, { act, ids: rows.map(idOf) });
}

/**
 * The entry of every unit of work that is done for a person or a service key, before any of it: no feature writes it, so none can forget.
 * What else the log is told in this transaction goes under the same request.
 */
export async function enterDoor(tx: EntityManager, actor: Person | Machine | ServiceKey): Promise<void> {
  const request = currentRequest();
  if (request) await tx.query(`SELECT set_config('app.request_id', $1, true)`, [request.requestId]);
  if ('errand' in actor) return;
  const { act, result, ids, fingerprint } = request ?? {
    act: 'work.done',
    result: 'allowed',
    ids: [],
    fingerprint: null,
  };
  await addEntry(tx, { act, result, ids, ...keyOf(actor), ...(fingerprint === null ? {} : { fingerprint }) });
}

/** To be called once what was entered is committed: from now on there may be an answer. */
export function leaveDoor(actor: Person | Machine | ServiceKey): void {
  const request = currentRequest();
  if (request && !('errand' in actor)) request.recorded = true;
}

function keyOf(actor: Person | ServiceKey): Pick<Entry, 'about'> {
  return 'keyId' in actor ? { about: { kind: 'service_key', id: actor.keyId } } : {};
}

function fifties(ids: readonly string[]): (readonly string[])[] {
  if (ids.length <= 50) return [ids];
  return [ids.slice(0, 50), ...fifties(ids.slice(50))];
}
