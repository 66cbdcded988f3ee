import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { contactFactsOf, contactWordsOf, safetyFactsOf, safetySaidIn } from '../parties/contact-said.js';
import type {
  ContactMethodForm,
  EndingForm,
  ReplacementForm,
  VerificationForm,
  WarningForm,
} from '../parties/contact.dto.js';
import { versionsOf, type SaidOnce } from '../parties/contact-versions.queries.js';
import { contactMethodsOf, type ContactRecord } from '../parties/party.queries.js';
import {
  addContactMethod,
  endContactMethod,
  rewordContactMethod,
  verifyContactMethod,
  type ContactFacts,
} from '../parties/record-client.js';
import { worsened } from '../parties/safe-contact.rules.js';
import { soundSafety, verifiedSince } from '../parties/sound-safety.rules.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { Case } from './case.entity.js';
import { cases } from './case.policy.js';
import { openCase } from './open-case.js';

/** One of the ways to reach the client of a case. */
export interface WhichMethod {
  readonly caseId: string;
  readonly methodId: string;
}

/** The ways to reach a client, as they are kept in their case. */
@Injectable()
export class ContactMethodsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
  ) {}

  /** One of the client's own methods, with what was ever said of it. @throws NotFound where it is another's. */
  show(
    actor: Person,
    which: WhichMethod,
    asked?: unknown,
  ): Promise<{ kase: Case; method: ContactRecord; said: Paged<SaidOnce> }> {
    return this.db.run(actor, async (tx) => {
      const { kase, method } = await methodIn(tx, actor, which);
      return { kase, method, said: await versionsOf(tx, method.id, asked) };
    });
  }

  add(actor: Person, caseId: string, form: ContactMethodForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      const methodId = await this.added(tx, kase, contactFactsOf(form));
      await addHistory(tx, { did: 'contact_method.added', to: methodId, in: kase.id });
      return methodId;
    });
  }

  verify(actor: Person, which: WhichMethod, { version, ...said }: VerificationForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, method } = await methodIn(tx, actor, which);
      const { id, learntOn } = stillTheirs(method);
      const facts = verifiedSince(soundSafety(safetyFactsOf(said), this.clock.today()), learntOn);
      await verifyContactMethod(tx, { id, version }, facts);
      await rewordContactMethod(tx, method, contactWordsOf(said));
      await addHistory(tx, { did: 'contact_method.verified', to: method.id, in: kase.id });
    });
  }

  /** Makes a method less safe, by whatever was learnt. @throws RuleBroken `warning-says-nothing-worse` */
  warn(actor: Person, which: WhichMethod, { version, ...said }: WarningForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, method } = await methodIn(tx, actor, which);
      const facts = worsened(stillTheirs(method), safetySaidIn(said));
      if (facts === null) {
        throw new RuleBroken(
          'warning-says-nothing-worse',
          'Nothing here is less safe than is known already. What is safer must be verified with the client',
        );
      }
      const learntOn = this.clock.today();
      await verifyContactMethod(tx, { id: method.id, version, learntOn }, facts);
      await addHistory(tx, { did: 'contact_method.said_to_be_unsafe', to: method.id, in: kase.id });
    });
  }

  /** Puts a number or address in the place of one that is theirs no longer; nothing goes to the old one from here on. */
  replace(actor: Person, which: WhichMethod, { version, ...form }: ReplacementForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const { kase, method } = await methodIn(tx, actor, which);
      await endContactMethod(tx, { id: stillTheirs(method).id, version }, this.clock.now());
      const newId = await this.added(tx, kase, contactFactsOf({ ...form, channel: method.channel }));
      await addHistory(tx, { did: 'contact_method.replaced', to: newId, in: kase.id });
      return newId;
    });
  }

  end(actor: Person, which: WhichMethod, { version }: EndingForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, method } = await methodIn(tx, actor, which);
      await endContactMethod(tx, { id: stillTheirs(method).id, version }, this.clock.now());
      await addHistory(tx, { did: 'contact_method.ended', to: method.id, in: kase.id });
    });
  }

  private async added(tx: EntityManager, { clientId }: Case, said: ContactFacts): Promise<string> {
    const facts = soundSafety(said, this.clock.today());
    const methodId = await addContactMethod(tx, clientId, facts);
    await this.tokens.enter(tx, [{ party: 'client', id: clientId, names: [], reachedBy: [facts.value] }]);
    return methodId;
  }
}

async function methodIn(
  tx: EntityManager,
  actor: Person,
  { caseId, methodId }: WhichMethod,
): Promise<{ kase: Case; method: ContactRecord }> {
  const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
  const method = (await contactMethodsOf(tx, kase.clientId)).find(({ id }) => id === methodId);
  if (!method) throw new NotFound();
  return { kase, method };
}

/** @throws RuleBroken `contact-method-ended` */
function stillTheirs(method: ContactRecord): ContactRecord {
  if (method.endedAt === null) return method;
  throw new RuleBroken(
    'contact-method-ended',
    'It is the client’s no longer. Add it again if it is theirs once more',
  );
}
