import type { EntityManager, EntityTarget, FindOptionsWhere, QueryDeepPartialEntity } from 'typeorm';
import { Stale } from '../../kernel/errors.js';

interface Versioned {
  id: string;
  version: number;
}

/**
 * Changes a record only if it is still at the version its reader saw; the database moves the version on by trigger.
 * TypeORM's own `save()` with a version column overwrites a newer row without a word, so it is never used for this.
 * @throws Stale where someone changed the record meanwhile.
 */
export async function guardedUpdate<E extends Versioned>(
  tx: EntityManager,
  [entity, seen]: readonly [EntityTarget<E>, Versioned],
  changes: QueryDeepPartialEntity<E>,
): Promise<void> {
  const where = { id: seen.id, version: seen.version } as FindOptionsWhere<E>; // E has both by its constraint
  const { affected } = await tx.update(entity, where, changes);
  if (affected !== 1) throw new Stale(await versionNow(tx, entity, seen.id));
}

async function versionNow<E extends Versioned>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  id: string,
): Promise<number | null> {
  const now = await tx.findOneBy(entity, { id } as FindOptionsWhere<E>); // E has an id by its constraint
  return now?.version ?? null;
}
