import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { soundBirth } from '../parties/client.rules.js';
import { agencyChoices, agencyWith } from '../parties/agency.queries.js';
import { soundAgency, soundConsent } from '../parties/consent.rules.js';
import type { ConsentForm, CorrectionForm } from '../parties/party.dto.js';
import { clientFactsOf } from '../parties/party.queries.js';
import type { ClientFacts } from '../parties/party.view.js';
import { addAgencyConsent, addConsent, correctClient } from '../parties/record-client.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { cases } from './case.policy.js';
import type { Case } from './case.entity.js';
import { openCase, type WhichCase } from './open-case.js';

/** The client's record, as it is kept in their case. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
  ) {}

  show(actor: Person, which: WhichCase): Promise<{ kase: Case } & ClientFacts> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, which);
      return { kase, ...(await clientFactsOf(tx, kase.clientId)) };
    });
  }

  /** The client's record, and the agencies they can be asked about. */
  showConsents(
    actor: Person,
    caseId: string,
  ): Promise<{ kase: Case; agencies: readonly CodeEntry[] } & ClientFacts> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      return { kase, agencies: await agencyChoices(tx), ...(await clientFactsOf(tx, kase.clientId)) };
    });
  }

  correct(actor: Person, caseId: string, form: CorrectionForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { id, clientId } = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const bornOn = soundBirth(form.bornOn ?? null, this.clock.today());
      await correctClient(
        tx,
        { id: clientId, version: form.version },
        { fullName: form.fullName, knownAs: form.knownAs ?? null, bornOn },
      );
      await addHistory(tx, { did: 'client.corrected', to: clientId, in: id });
      const names = [form.fullName, form.knownAs ?? ''];
      await this.tokens.enter(tx, [{ party: 'client', id: clientId, names, reachedBy: [] }]);
    });
  }

  recordConsent(actor: Person, caseId: string, form: ConsentForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const { purpose, value, how = null, givenOn, untilOn = null } = form;
      const answer = soundConsent({ purpose, value, how, givenOn, untilOn }, this.clock.today());
      const agencyId = soundAgency(answer, form.agencyId ?? null);
      const recorded = { ...answer, recordedAt: this.clock.now() };
      const consentId =
        agencyId === null
          ? await addConsent(tx, kase.clientId, recorded)
          : await addAgencyConsent(tx, kase.clientId, {
              ...recorded,
              agencyId: (await agencyWith(tx, agencyId)).id,
            });
      await addHistory(tx, { did: 'consent.recorded', to: consentId, in: kase.id });
      return consentId;
    });
  }
}
