import { randomUUID } from 'node:crypto';
import type { EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';

/**
 * Inserts a row and gives its id. What is left out takes the column's default. The id is not asked back of the database: a
 * service key that sends a referral may read no column of any row, its own included.
 */
export async function inserted<E extends ObjectLiteral & { id: string }>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  values: QueryDeepPartialEntity<E>,
): Promise<string> {
  const id = randomUUID();
  const insert = tx.createQueryBuilder().insert().into(entity);
  await insert
    .values({ ...values, id })
    .updateEntity(false)
    .execute();
  return id;
}
