import { Injectable } from '@nestjs/common';
import type { Case } from '../cases/case.entity.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { Stale } from '../kernel/errors.js';
import { agencyChoices } from '../parties/agency.queries.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { makeShare, shareDecision } from './make-share.js';
import type { RevocationForm, ShareForm } from './share.dto.js';
import { shares } from './share.policy.js';
import { everyShareOf, revokeShare, shareIn, sharesOf, type ShareRow } from './share.queries.js';
import type { ShareDecision } from './share.rules.js';

export interface WhichShare {
  readonly caseId: string;
  readonly shareId: string;
}

/** The one way anything of a case goes to another agency, and the log of all that did. */
@Injectable()
export class SharesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, caseId: string, asked: unknown): Promise<{ kase: Case; paged: Paged<ShareRow> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: shares.list });
      const paged = await sharesOf(tx, kase.id, asked);
      await listed(tx, 'shares.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return { kase, paged };
    });
  }

  /** Whom the client's data is with, and was: all of it. */
  report(actor: Person, caseId: string): Promise<{ kase: Case; rows: ShareRow[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: shares.list });
      const rows = await everyShareOf(tx, kase.id);
      await listed(tx, 'shares.reported', { rows, idOf: ({ id }) => id });
      return { kase, rows };
    });
  }

  /** The agencies there are, and whether something may be shared with the one chosen. */
  choices(
    actor: Person,
    caseId: string,
    agencyId: string | null,
  ): Promise<{ kase: Case; agencies: readonly CodeEntry[]; decision: ShareDecision | null }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: shares.share });
      const agencies = await agencyChoices(tx);
      const known = agencies.some(({ code }) => code === agencyId) ? agencyId : null;
      const asked = known === null ? null : { agencyId: known, today: this.clock.today() };
      return { kase, agencies, decision: asked && (await shareDecision(tx, kase, asked)) };
    });
  }

  /** @throws RuleBroken `no-basis-to-share`, or of `soundEnd` */
  share(actor: Person, caseId: string, form: ShareForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: shares.share, hold: 'to_add' });
      return makeShare(tx, kase, { form, today: this.clock.today() });
    });
  }

  /** @throws Stale where it ended, or somebody changed it, meanwhile */
  revoke(actor: Person, { caseId, shareId }: WhichShare, { version }: RevocationForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: shares.revoke });
      const { id, version: now } = await shareIn(tx, kase.id, shareId);
      if ((await revokeShare(tx, { id, version }, this.clock.now())) === 0) throw new Stale(now);
      await addHistory(tx, { did: 'share.revoked', to: id, in: kase.id });
    });
  }
}
