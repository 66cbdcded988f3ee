import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { ConflictRelation } from './conflict.codes.js';
import type { ConflictForm } from './conflict.dto.js';
import { conflictKeys } from './conflict.rules.js';
import { declaredConflictIdentity } from './conflict.sealed.js';
import { ConflictTokens } from './conflict-tokens.js';

/** Somebody a caseworker said they know. */
export interface DeclaredConflict {
  readonly id: string;
  readonly fullName: string;
  readonly reachedBy: string | null;
  readonly relation: ConflictRelation;
  readonly declaredAt: Date;
}

type SealedConflict = Omit<DeclaredConflict, 'fullName' | 'reachedBy'> & {
  readonly fullName: Sealed;
  readonly reachedBy: Sealed | null;
};

/** What caseworkers say of whom they know. It is never taken back: only a supervisor lifts what it led to. */
@Injectable()
export class ConflictsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
  ) {}

  own(actor: Person, asked: unknown): Promise<Paged<DeclaredConflict>> {
    return this.db.run(actor, async (tx) => {
      const [{ total }] = await tx.query<[{ total: number }]>(
        'SELECT count(*) AS total FROM declared_conflict',
      );
      const place = pageOf(asked, total);
      const rows = await tx.query<SealedConflict[]>(
        `SELECT d.id, i.full_name AS "fullName", i.reached_by AS "reachedBy", d.relation, d.declared_at AS "declaredAt"
         FROM declared_conflict d JOIN declared_conflict_identity i ON i.declared_conflict_id = d.id
         ORDER BY d.declared_at DESC, d.id LIMIT $1 OFFSET $2`,
        [place.size, place.offset],
      );
      const opened = await openRows(tx, rows, {
        from: declaredConflictIdentity,
        row: ({ id }) => id,
        keyId: () => actor.userId,
        fields: { fullName: 'full_name', reachedBy: 'reached_by' },
      });
      return { ...place, rows: opened };
    });
  }

  /** Whether there is anybody of that name on record is not answered. @throws RuleBroken `conflict-not-comparable` */
  declare(actor: Person, { fullName, relation, reachedBy }: ConflictForm): Promise<string> {
    const person = { names: [fullName], reachedBy: reachedBy === undefined ? [] : [reachedBy] };
    if (conflictKeys(person).length === 0)
      throw new RuleBroken(
        'conflict-not-comparable',
        'Enter a first and a last name, or a phone number or email address: one name alone is too many people’s.',
      );
    return this.db.run(actor, async (tx) => {
      const [row] = await tx.query<[{ id: string }]>(
        'INSERT INTO declared_conflict (relation, declared_at) VALUES ($1, $2) RETURNING id',
        [relation, this.clock.now()],
      );
      const whoseWords = { of: declaredConflictIdentity, row: row.id, keyId: actor.userId };
      await insertSealed(tx, whoseWords, { full_name: fullName, reached_by: reachedBy ?? null });
      await addHistory(tx, { did: 'conflict.declared', to: row.id });
      const oneself = { party: 'staff', id: actor.userId } as const;
      await this.tokens.enter(tx, [
        { ...oneself, ...person, declaredAs: row.id },
        { ...oneself, names: [actor.displayName], reachedBy: [] },
      ]);
      return row.id;
    });
  }
}
