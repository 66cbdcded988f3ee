import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import type { Permission } from '../kernel/policy.js';
import { join, judge, part, type Pair } from '../parties/judge-likeness.js';
import type { MergeForm } from '../parties/likeness.dto.js';
import { judgedOf, recordsOf } from '../parties/likeness.queries.js';
import { worsenAcross } from '../parties/worsen-each.js';
import { addEntry } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Case } from './case.entity.js';
import type { CaseScope } from './case.policy.js';
import { foundIn } from './found-in.queries.js';
import { likenesses } from './likeness.policy.js';
import { likeOf, type RecordAlike } from './likeness.queries.js';
import { openCase } from './open-case.js';

/** Another record that may be of a person of the case. */
export interface WhichLikeness {
  readonly caseId: string;
  readonly otherId: string;
}

/** Whether records are of one person: what somebody decided of it, and what nobody has yet. */
@Injectable()
export class LikenessesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Whoever may be, is or is not the client or the perpetrator of a case, those to be decided first. It is a look at people. */
  list(
    actor: Person,
    { caseId, asked }: { readonly caseId: string; readonly asked: unknown },
  ): Promise<{ kase: Case; paged: Paged<RecordAlike> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: likenesses.view });
      const all = await likeOf(tx, kase);
      const place = pageOf(asked, all.length);
      const rows = await shown(tx, all.slice(place.offset, place.offset + place.size));
      return { kase, paged: { ...place, rows } };
    });
  }

  /** One of them. @throws NotFound where it is none of them */
  show(actor: Person, { caseId, otherId }: WhichLikeness): Promise<{ kase: Case; record: RecordAlike }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: likenesses.merge });
      const found = (await likeOf(tx, kase)).filter(({ id }) => id === otherId);
      const [record] = await shown(tx, found);
      if (!record) throw new NotFound();
      return { kase, record };
    });
  }

  /** Remembers that they are two people. @throws RuleBroken `one-person-already` */
  tellApart(actor: Person, which: WhichLikeness): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, pair } = await pairIn(tx, actor, { ...which, permission: likenesses.tellApart });
      await notOnePerson(tx, pair);
      await judge(tx, pair, 'two_people');
      await addHistory(tx, { did: 'likeness.told_apart', to: pair.otherId, in: kase.id });
    });
  }

  /** @throws RuleBroken `one-person-already`, `records-not-alike`, `clients-of-two-teams`, `seal-without-supervisor` or `both-say-they-are-the-victim` */
  merge(actor: Person, which: WhichLikeness, { reason }: MergeForm): Promise<void> {
    return this.db
      .run(actor, async (tx) => {
        const { kase, pair } = await pairIn(tx, actor, { ...which, permission: likenesses.merge });
        await notOnePerson(tx, pair);
        await alike(tx, kase, pair);
        await join(tx, pair, reason);
        const learnt = { learntOn: this.clock.today(), caseId: kase.id };
        if (pair.whose === 'client') await worsenAcross(tx, pair.id, learnt);
        await addHistory(tx, { did: 'likeness.merged', to: pair.otherId, in: kase.id });
      })
      .catch(inWords);
  }

  /** Takes apart what was merged: each record is as it was, with what was done in it since. @throws NotFound */
  unmerge(actor: Person, which: WhichLikeness, { reason }: MergeForm): Promise<void> {
    return this.db
      .run(actor, async (tx) => {
        const { kase, pair } = await pairIn(tx, actor, { ...which, permission: likenesses.merge });
        const joined = (await judgedOf(tx, pair.id)).find((each) => each.otherId === pair.otherId);
        if (joined?.verdict !== 'one_person') throw new NotFound();
        // Told before it ends: of a seal that comes back to one of them, whoever parts them may not be of the named.
        await addHistory(tx, { did: 'likeness.unmerged', to: pair.otherId, in: kase.id });
        await part(tx, pair, { likenessId: joined.id, why: reason });
      })
      .catch(inWords);
  }
}

/** The records shown say where each is; that they were shown is in the log. */
async function shown(tx: EntityManager, records: readonly RecordAlike[]): Promise<RecordAlike[]> {
  const where = await foundIn(
    tx,
    records.map(({ id }) => id),
  );
  const fields = ['full_name', 'known_as', 'born_on', 'reached_by', 'identifier'];
  await addEntry(tx, { act: 'people.searched', ids: where.map(({ id }) => id), fields });
  return records.map((each) => ({ ...each, in: where.filter(({ personId }) => personId === each.id) }));
}

/** The person of the case whom the other record is of the sort of. @throws NotFound where it is hidden, or of another team */
async function pairIn(
  tx: EntityManager,
  actor: Person,
  { caseId, otherId, permission }: WhichLikeness & { readonly permission: Permission<CaseScope> },
): Promise<{ kase: Case; pair: Pair }> {
  const kase = await openCase(tx, actor, { caseId, permission });
  const [found] = await tx.query<{ whose: Pair['whose'] }[]>(
    `SELECT 'client' AS whose FROM client WHERE id = $1 AND team_id = ANY (my_teams())
     UNION ALL SELECT 'perpetrator' FROM perpetrator WHERE id = $1 AND team_id = ANY (my_teams())`,
    [otherId],
  );
  const id = found?.whose === 'client' ? kase.clientId : kase.perpetratorId;
  if (!found || id === null || id === otherId) throw new NotFound();
  return { kase, pair: { whose: found.whose, id, otherId } };
}

async function notOnePerson(tx: EntityManager, { id, otherId }: Pair): Promise<void> {
  if (!(await recordsOf(tx, [id])).includes(otherId)) return;
  throw new RuleBroken(
    'one-person-already',
    'These records are of one person already. Take them apart first.',
  );
}

/** Nobody joins two by hand whom nothing says to be one: whoever did would open each to whoever works with the other. */
async function alike(tx: EntityManager, kase: Case, { otherId }: Pair): Promise<void> {
  if ((await likeOf(tx, kase)).some(({ id }) => id === otherId)) return;
  throw new RuleBroken(
    'records-not-alike',
    'Nothing on record says that these are one person. Put on record first what they have in common: a name and date of birth, or how they are reached.',
  );
}

function inWords(error: unknown): never {
  const met = brokenConstraint(error);
  if (met === 'one_client_is_of_one_team') {
    throw new RuleBroken('clients-of-two-teams', 'A client is of one team. These records are of two.');
  }
  if (met === 'seal_is_in_safe_hands') {
    throw new RuleBroken(
      'seal-without-supervisor',
      'No supervisor is named for both sealed records. Name one first, or nobody would see them.',
    );
  }
  if (met === 'one_client_accuses_nobody_of_themself') {
    throw new RuleBroken(
      'both-say-they-are-the-victim',
      'In the record of one of these two, somebody is likely said to stalk the other. Decide that first, under “Both say they are the victim”.',
    );
  }
  throw error;
}
