import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { soundBirth } from '../parties/client.rules.js';
import { soundConsent } from '../parties/consent.rules.js';
import type {
  ConsentForm,
  ContactMethodForm,
  CorrectionForm,
  VerificationForm,
} from '../parties/party.dto.js';
import { clientFactsOf, contactMethodsOf, type ContactRecord } from '../parties/party.queries.js';
import type { ClientFacts } from '../parties/party.view.js';
import {
  addConsent,
  addContactMethod,
  contactFactsOf,
  correctClient,
  verifyContactMethod,
} from '../parties/record-client.js';
import { soundSafety } from '../parties/safe-contact.rules.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { cases } from './case.policy.js';
import type { Case } from './case.entity.js';
import { openCase, type WhichCase } from './open-case.js';

/** One of the ways to reach the client of a case. */
export interface WhichMethod {
  readonly caseId: string;
  readonly methodId: string;
}

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

  addContactMethod(actor: Person, caseId: string, form: ContactMethodForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const facts = soundSafety(contactFactsOf(form), this.clock.today());
      const methodId = await addContactMethod(tx, kase.clientId, facts);
      await addHistory(tx, { did: 'contact_method.added', to: methodId, in: kase.id });
      await this.tokens.enter(tx, [
        { party: 'client', id: kase.clientId, names: [], reachedBy: [facts.value] },
      ]);
      return methodId;
    });
  }

  /** One of the client's own methods. @throws NotFound where it is another's. */
  contactMethod(
    actor: Person,
    { caseId, methodId }: WhichMethod,
  ): Promise<{ kase: Case; method: ContactRecord }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      return { kase, method: await methodOf(tx, kase, methodId) };
    });
  }

  verify(actor: Person, which: WhichMethod, form: VerificationForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId: which.caseId, permission: cases.keepClient });
      const method = await methodOf(tx, kase, which.methodId);
      const { safe, voicemailSafe, deviceWatched, verifiedOn, recheckOn = null } = form;
      const said = { safe, voicemailSafe, deviceWatched, verifiedOn, recheckOn };
      const facts = soundSafety(said, this.clock.today());
      await verifyContactMethod(tx, { id: method.id, version: form.version }, facts);
      await addHistory(tx, { did: 'contact_method.verified', to: method.id, in: kase.id });
    });
  }

  recordConsent(actor: Person, caseId: string, form: ConsentForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const { purpose, value, how = null, givenOn, untilOn = null } = form;
      const answer = soundConsent({ purpose, value, how, givenOn, untilOn }, this.clock.today());
      const consentId = await addConsent(tx, kase.clientId, { ...answer, recordedAt: this.clock.now() });
      await addHistory(tx, { did: 'consent.recorded', to: consentId, in: kase.id });
      return consentId;
    });
  }
}

async function methodOf(tx: EntityManager, { clientId }: Case, methodId: string): Promise<ContactRecord> {
  const method = (await contactMethodsOf(tx, clientId)).find(({ id }) => id === methodId);
  if (!method) throw new NotFound();
  return method;
}
