import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { Case } from './case.entity.js';
import { foundIn, type FoundIn } from './found-in.queries.js';
import { likeOf } from './likeness.queries.js';
import { openCase } from './open-case.js';
import type { LookForm } from './seen-before.dto.js';
import { seenBefore } from './seen-before.policy.js';
import {
  addLook,
  isSeenBefore,
  seenBeforeOnPage,
  toldElsewhere,
  type SeenBefore,
} from './seen-before.queries.js';

export type SeenBeforeListed = SeenBefore & { readonly in: readonly FoundIn[] };

/** What a supervisor finds who looks where else a perpetrator is. */
export interface LookedInto {
  /** Cases and referrals that they may see. */
  readonly in: readonly FoundIn[];
  /** Whether the supervisors of any other team were told: not of how many, nor which. */
  readonly toldElsewhere: boolean;
}

/** One perpetrator across several clients, without joining what those who work with each can see. */
@Injectable()
export class SeenBeforeService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, asked: unknown): Promise<Paged<SeenBeforeListed>> {
    return this.db.run(actor, async (tx) => {
      const paged = await seenBeforeOnPage(tx, asked);
      const where = await foundIn(tx, [...new Set(paged.rows.map(({ perpetratorId }) => perpetratorId))]);
      await listed(tx, 'seen_before.listed', { rows: where, idOf: ({ id }) => id });
      const rows = paged.rows.map((row) => ({
        ...row,
        in: where.filter(({ personId }) => personId === row.perpetratorId),
      }));
      return { ...paged, rows };
    });
  }

  /** The case, before its supervisor says why they look. @throws NotFound where they are told of nobody */
  show(actor: Person, caseId: string): Promise<Case> {
    return this.db.run(actor, async (tx) => (await seenIn(tx, actor, caseId)).kase);
  }

  /** Looks where else the perpetrator of a case is. It is on record in the case and in the log, and told to whoever else it is about. */
  look(actor: Person, caseId: string, { reason }: LookForm): Promise<{ kase: Case } & LookedInto> {
    return this.db.run(actor, async (tx) => {
      const { kase, perpetratorId } = await seenIn(tx, actor, caseId);
      const lookId = await addLook(tx, perpetratorId, reason);
      await addHistory(tx, { did: 'perpetrator.looked_into', to: lookId, in: kase.id });
      const alike = (await likeOf(tx, kase)).filter(({ whose }) => whose === 'perpetrator');
      const where = await foundIn(
        tx,
        alike.filter(({ verdict }) => verdict !== 'two_people').map(({ id }) => id),
      );
      await addEntry(tx, {
        act: 'people.searched',
        ids: where.map(({ id }) => id),
        fields: ['full_name', 'identifier'],
      });
      const others = where.filter(({ id }) => id !== kase.id);
      return { kase, in: others, toldElsewhere: await toldElsewhere(tx, lookId) };
    });
  }
}

async function seenIn(
  tx: EntityManager,
  actor: Person,
  caseId: string,
): Promise<{ kase: Case; perpetratorId: string }> {
  const kase = await openCase(tx, actor, { caseId, permission: seenBefore.look });
  const { perpetratorId } = kase;
  if (perpetratorId === null || !(await isSeenBefore(tx, perpetratorId))) throw new NotFound();
  return { kase, perpetratorId };
}
