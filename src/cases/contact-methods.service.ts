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
import { worsened, worseThanBefore } from '../parties/safe-contact.rules.js';
import { soundSafety, verifiedSince } from '../parties/sound-safety.rules.js';
import { everythingThatGoesThere, noSaferThan, warningIn } from '../parties/same-way.rules.js';
import { worsenEach } from '../parties/worsen-each.js';
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

  /** Puts down what the client said of it. What is less safe than before is so of whatever goes to the same number or address. */
  verify(actor: Person, which: WhichMethod, { version, ...said }: VerificationForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, method, others } = await methodIn(tx, actor, which);
      const { id, learntOn } = stillTheirs(method);
      const facts = verifiedSince(soundSafety(safetyFactsOf(said), this.clock.today()), learntOn);
      await verifyContactMethod(tx, { id, version }, facts);
      await rewordContactMethod(tx, method, contactWordsOf(said));
      await addHistory(tx, { did: 'contact_method.verified', to: method.id, in: kase.id });
      await worsenEach(tx, others, {
        said: worseThanBefore(method, facts),
        learntOn: this.clock.today(),
        caseId: kase.id,
      });
    });
  }

  /** Makes a method, and whatever goes to the same number or address, less safe, by whatever was learnt. @throws RuleBroken `warning-says-nothing-worse` */
  warn(actor: Person, which: WhichMethod, { version, ...said }: WarningForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, method, others } = await methodIn(tx, actor, which);
      const learnt = safetySaidIn(said);
      const facts = worsened(stillTheirs(method), learnt);
      if (facts === null) {
        throw new RuleBroken(
          'warning-says-nothing-worse',
          'Nothing here is less safe than is known already. What is safer must be verified with the client',
        );
      }
      const learntOn = this.clock.today();
      await verifyContactMethod(tx, { id: method.id, version, learntOn }, facts);
      await addHistory(tx, { did: 'contact_method.said_to_be_unsafe', to: method.id, in: kase.id });
      await worsenEach(tx, others, { said: learnt, learntOn, caseId: kase.id });
    });
  }

  /**
   * Puts a number or address in the place of one that is theirs no longer; nothing goes to the old one from here on, under
   * whichever channel it was kept.
   */
  replace(actor: Person, which: WhichMethod, { version, ...form }: ReplacementForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const { kase, method, others } = await methodIn(tx, actor, which);
      await endContactMethod(tx, { id: stillTheirs(method).id, version }, this.clock.now());
      await this.endEach(tx, others, kase);
      const newId = await this.added(tx, kase, contactFactsOf({ ...form, channel: method.channel }));
      await addHistory(tx, { did: 'contact_method.replaced', to: newId, in: kase.id });
      return newId;
    });
  }

  /** Ends a number or address that is the client's no longer, under whichever channel it was kept. */
  end(actor: Person, which: WhichMethod, { version }: EndingForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, method, others } = await methodIn(tx, actor, which);
      await endContactMethod(tx, { id: stillTheirs(method).id, version }, this.clock.now());
      await addHistory(tx, { did: 'contact_method.ended', to: method.id, in: kase.id });
      await this.endEach(tx, others, kase);
    });
  }

  private async endEach(tx: EntityManager, methods: readonly ContactRecord[], kase: Case): Promise<void> {
    for (const { id, version } of methods) {
      await endContactMethod(tx, { id, version }, this.clock.now());
      await addHistory(tx, { did: 'contact_method.ended', to: id, in: kase.id });
    }
  }

  /** What is known of the number already holds of the new way, and what the new one makes worse of it holds of the others. */
  private async added(
    tx: EntityManager,
    { id: caseId, clientId }: Case,
    said: ContactFacts,
  ): Promise<string> {
    const known = await contactMethodsOf(tx, clientId);
    const facts = noSaferThan(soundSafety(said, this.clock.today()), known);
    await worsenEach(tx, everythingThatGoesThere(known, said.value), {
      said: warningIn(said),
      learntOn: this.clock.today(),
      caseId,
    });
    const methodId = await addContactMethod(tx, clientId, facts);
    await this.tokens.enter(tx, [{ party: 'client', id: clientId, names: [], reachedBy: [facts.value] }]);
    return methodId;
  }
}

async function methodIn(
  tx: EntityManager,
  actor: Person,
  { caseId, methodId }: WhichMethod,
): Promise<{ kase: Case; method: ContactRecord; others: ContactRecord[] }> {
  const kase = await openCase(tx, actor, { caseId, permission: cases.keepClient });
  const all = await contactMethodsOf(tx, kase.clientId);
  const method = all.find(({ id }) => id === methodId);
  if (!method) throw new NotFound();
  return { kase, method, others: everythingThatGoesThere(all, method.value).filter((one) => one !== method) };
}

/** @throws RuleBroken `contact-method-ended` */
function stillTheirs(method: ContactRecord): ContactRecord {
  if (method.endedAt === null) return method;
  throw new RuleBroken(
    'contact-method-ended',
    'It is the client’s no longer. If it is theirs once more, add it again and verify it with them',
  );
}
