import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import type { Permission } from '../kernel/policy.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import { contactMethodsOf } from '../parties/party.queries.js';
import { soundClosure } from './case.rules.js';
import { cases, type CaseScope } from './case.policy.js';
import type { CaseloadQuery, ClosureForm, NoteForm } from './case.dto.js';
import { Case } from './case.entity.js';
import { caseNoteNarrative } from './case.sealed.js';
import { advocatesOf, allAttemptsOf, caseHeader, lastContactOn, type CaseHeader } from './case.queries.js';
import { caseload, type CaseloadFilter, type CaseloadRow } from './caseload.queries.js';
import { openCase } from './open-case.js';
import { endAllocation } from './start-case.js';
import { unableToContact } from './unable-to-contact.rules.js';

/** A case and what stands around it. */
export interface OpenedCase {
  readonly kase: Case;
  readonly header: CaseHeader;
  readonly advocates: readonly CodeEntry[];
}

@Injectable()
export class CasesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** An advocate's own open cases unless asked otherwise; a supervisor's teams'. */
  list(actor: Person, query: CaseloadQuery): Promise<{ filter: CaseloadFilter; cases: Paged<CaseloadRow> }> {
    const whose = query.whose ?? (actor.role === 'advocate' ? 'mine' : 'team');
    const state = query.state ?? 'open';
    const filter: CaseloadFilter = {
      state,
      advocateId: whose === 'mine' ? actor.userId : null,
      band: query.band ?? null,
      order: query.sort ?? (state === 'closed' ? 'closed' : 'review'),
    };
    return this.db.run(actor, async (tx) => {
      const shown = await caseload(tx, filter, query.page);
      await listed(tx, 'cases.listed', { rows: shown.rows, idOf: ({ id }) => id });
      return { filter, cases: shown };
    });
  }

  /** The case, for whoever may do this to it: what its page, or the form of an act, begins from. */
  open(actor: Person, caseId: string, permission: Permission<CaseScope>): Promise<OpenedCase> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission });
      const [header, advocates] = [await caseHeader(tx, kase), await advocatesOf(tx, kase.teamId)];
      return { kase, header, advocates };
    });
  }

  writeNote(actor: Person, caseId: string, { kind, words }: NoteForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.note, hold: 'to_add' });
      const [note] = await tx.query<[{ id: string }]>(
        'INSERT INTO case_note (case_id, kind, written_at) VALUES ($1, $2, $3) RETURNING id',
        [kase.id, kind, this.clock.now()],
      );
      await insertSealed(tx, { of: caseNoteNarrative, row: note.id, keyId: kase.id }, { words });
      await addHistory(tx, { did: 'note.written', to: note.id, in: kase.id });
      return note.id;
    });
  }

  close(actor: Person, caseId: string, { closedOn, reason, version }: ClosureForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.close, hold: 'to_change' });
      const days = { openedOn: kase.openedOn, lastContactOn: await lastContactOn(tx, kase.id) };
      const closure = soundClosure({ closedOn, reason }, days, this.clock.today());
      if (reason === 'unable_to_contact') {
        const attempts = await allAttemptsOf(tx, kase.id);
        const ways = await contactMethodsOf(tx, kase.clientId);
        unableToContact({ attempts, ways, now: this.clock.now() }, actor.role);
      }
      await guardedUpdate(tx, [Case, { id: kase.id, version }], {
        closedOn: closure.closedOn,
        closedAt: this.clock.now(),
        closureReason: closure.reason,
        reviewDueOn: null,
      });
      await endAllocation(tx, kase.id, closure.closedOn);
      await addHistory(tx, { did: 'case.closed', to: kase.id, in: kase.id });
    });
  }
}
