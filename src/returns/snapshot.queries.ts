import type { EntityManager } from 'typeorm';
import type { Carried } from '../disclosure/cube.js';
import type { CountAndPrint, Opening, Snapshot } from './sealing.js';
import type { ContractTerms, DueQuarter } from './window.rules.js';

/** One counting of a service at a time: whoever comes second waits, and then finds it done. */
export async function lockService(tx: EntityManager, serviceId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('returns ' || $1, 0))`, [serviceId]);
  // Between its queries the counter rounds and attacks, for longer than other transactions may be idle.
  await tx.query(`SELECT set_config('idle_in_transaction_session_timeout', '0', true)`);
}

export interface Terms extends ContractTerms {
  readonly areas: readonly string[];
}

export function contractTerms(tx: EntityManager, serviceId: string): Promise<Terms[]> {
  return tx.query<Terms[]>(
    `SELECT starts_on AS "startsOn", ends_on AS "endsOn", cut_off_days AS "cutOffDays",
            ARRAY(SELECT police_area FROM contract_area a WHERE a.contract_id = contract.id ORDER BY 1) AS areas
       FROM contract WHERE service_id = $1 ORDER BY starts_on, id`,
    [serviceId],
  );
}

/** Quarters with the midnight in London that ends each one's cut-off day. */
export function openingsOf(tx: EntityManager, due: readonly DueQuarter[]): Promise<Opening[]> {
  return tx.query<Opening[]>(
    `SELECT quarter, ("cutOffOn" + 1)::timestamp AT TIME ZONE 'Europe/London' AS "cutOffAt"
       FROM jsonb_to_recordset($1::jsonb) AS d(quarter text, "cutOffOn" date) ORDER BY quarter`,
    [JSON.stringify(due)],
  );
}

/** Every snapshot of the service the counter counts for, oldest first. */
export async function sealedSnapshots(tx: EntityManager): Promise<Snapshot[]> {
  const snapshots = await tx.query<Snapshot[]>(
    `SELECT quarter, cut_off_at AS "cutOffAt", policy_version AS "policyVersion", hash FROM snapshot ORDER BY quarter`,
  );
  const cells = await tx.query<CountAndPrint[]>(
    `SELECT s.quarter AS snapshot, c.family, c.quarter, c.cell, c.exact AS count, c.rounded
       FROM frozen_cell c JOIN snapshot s ON s.id = c.snapshot_id`,
  );
  const heldOver = await tx.query<Carried[]>(
    `SELECT s.quarter AS snapshot, h.family, h.area FROM held_over h JOIN snapshot s ON s.id = h.snapshot_id`,
  );
  return snapshots.map((snapshot) => ({
    ...snapshot,
    counts: cells.filter((cell) => cell.snapshot === snapshot.quarter),
    carried: heldOver.filter((each) => each.snapshot === snapshot.quarter),
  }));
}

/** When a snapshot was frozen, and how many printed counts the attacker had read by then without narrowing one down. */
export interface Attacked {
  readonly frozenAt: Date;
  readonly attackedCounts: number;
}

/** Writes a snapshot; its id. The database gives it to the service the counter counts for, and lets nobody change it. */
export async function storeSnapshot(
  tx: EntityManager,
  snapshot: Snapshot,
  attacked: Attacked,
): Promise<string> {
  const { quarter, cutOffAt, policyVersion, hash } = snapshot;
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO snapshot (quarter, cut_off_at, frozen_at, policy_version, hash, attacked_counts)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [quarter, cutOffAt, attacked.frozenAt, policyVersion, hash, attacked.attackedCounts],
  );
  if (!row) throw new Error('No snapshot was written');
  await tx.query(
    `INSERT INTO frozen_cell (snapshot_id, family, quarter, cell, exact, rounded)
     SELECT $1, family, quarter, cell, count, rounded
       FROM jsonb_to_recordset($2::jsonb) AS c(family text, quarter text, cell text[], count integer, rounded integer)`,
    [row.id, JSON.stringify(snapshot.counts)],
  );
  await tx.query(
    'INSERT INTO held_over SELECT $1, family, area FROM jsonb_to_recordset($2::jsonb) AS h(family text, area text)',
    [row.id, JSON.stringify(snapshot.carried)],
  );
  return row.id;
}
