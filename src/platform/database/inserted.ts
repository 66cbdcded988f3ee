import type { EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';

/** Inserts a row whose id the database makes, and gives that id back. What is left out takes the column's default. */
export async function inserted<E extends ObjectLiteral & { id: string }>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  values: QueryDeepPartialEntity<E>,
): Promise<string> {
  const { identifiers } = await tx.insert(entity, values);
  return (identifiers[0] as { id: string }).id; // one row went in, and its primary key came back
}
