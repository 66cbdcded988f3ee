import type { EntityManager } from 'typeorm';

/** Lets this transaction take minutes: for work that nobody waits at a page for, such as freezing a year of figures. */
export async function takeMinutes(tx: EntityManager): Promise<void> {
  await tx.query(
    `SELECT set_config('statement_timeout', '60s', true), set_config('lock_timeout', '120s', true),
            set_config('idle_in_transaction_session_timeout', '300s', true)`,
  );
}
