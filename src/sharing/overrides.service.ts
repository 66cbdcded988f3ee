import { Injectable } from '@nestjs/common';
import { openCase } from '../cases/open-case.js';
import type { Case } from '../cases/case.entity.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, Stale } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { agencyChoices, agencyWith } from '../parties/agency.queries.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import {
  insertOverride,
  judgeOverride,
  overridesToJudge,
  overrideWith,
  type Override,
} from './override.queries.js';
import type { OverrideForm, OverrideJudgementForm } from './share.dto.js';
import { shareOverrides, shares } from './share.policy.js';

/** Sharing without the client's consent: somebody answers for it, and somebody else judges whether that was right. */
@Injectable()
export class OverridesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  choices(actor: Person, caseId: string): Promise<{ kase: Case; agencies: readonly CodeEntry[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: shares.share });
      return { kase, agencies: await agencyChoices(tx) };
    });
  }

  make(actor: Person, caseId: string, { agencyId, basis, why }: OverrideForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: shares.share, hold: 'to_add' });
      const { id: known } = await agencyWith(tx, agencyId);
      const override = { caseId: kase.id, agencyId: known, basis, why, madeOn: this.clock.today() };
      const id = await insertOverride(tx, override);
      await addHistory(tx, { did: 'share_override.made', to: id, in: kase.id });
      return id;
    });
  }

  toJudge(actor: Person, asked: unknown): Promise<Paged<Override>> {
    return this.db.run(actor, async (tx) => {
      const paged = await overridesToJudge(tx, asked);
      await listed(tx, 'share_overrides.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return paged;
    });
  }

  show(actor: Person, id: string): Promise<Override> {
    return this.db.run(actor, async (tx) => {
      const override = await overrideWith(tx, id);
      if (!override) throw new NotFound();
      await addEntry(tx, { act: 'share_override.read', about: { kind: 'share_override', id } });
      return override;
    });
  }

  /** By another than made it. Where it was not justified, what was shared by it ends. @throws NotFound, Stale */
  judge(actor: Person, id: string, judgement: OverrideJudgementForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const override = await overrideWith(tx, id);
      if (!override) throw new NotFound();
      authorise(actor, shareOverrides.judge, override);
      if ((await judgeOverride(tx, override, judgement)) === 0) throw new Stale();
      await addHistory(tx, { did: 'share_override.judged', to: id, in: override.caseId });
    });
  }
}
