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
import type { Met, Where } from './where-met.js';

/** One of the ways to reach a client, and in what they are met. */
export interface WhichMethod {
  readonly where: Where;
  readonly methodId: string;
}

/** The ways to reach a client, as they are kept in their case, or in a referral before there is one. */
@Injectable()
export class ContactMethodsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
  ) {}

  /** Whom a way is to be added for. */
  met(actor: Person, where: Where): Promise<Met> {
    return this.db.run(actor, (tx) => where.open(tx, actor));
  }

  /** All of a client's ways. */
  list(actor: Person, where: Where): Promise<ContactRecord[]> {
    return this.db.run(actor, async (tx) => {
      const { clientId } = await where.open(tx, actor);
      return contactMethodsOf(tx, clientId);
    });
  }

  /** One of the client's own ways, with what was ever said of it. @throws NotFound where it is another's. */
  show(
    actor: Person,
    which: WhichMethod,
    asked?: unknown,
  ): Promise<{ met: Met; method: ContactRecord; said: Paged<SaidOnce> }> {
    return this.db.run(actor, async (tx) => {
      const { met, method } = await methodIn(tx, actor, which);
      return { met, method, said: await versionsOf(tx, method.id, asked) };
    });
  }

  add(actor: Person, where: Where, form: ContactMethodForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const met = await where.open(tx, actor);
      const facts = contactFactsOf(form);
      const methodId = await this.kept(tx, met, facts);
      await addHistory(tx, { did: 'contact_method.added', to: methodId, in: met.caseId });
      await this.compared(tx, met, facts);
      return methodId;
    });
  }

  /** Puts down what the client said of it. What is less safe than before is so of whatever goes to the same number or address. */
  verify(actor: Person, which: WhichMethod, { version, ...said }: VerificationForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { met, method, others } = await methodIn(tx, actor, which);
      const { id, learntOn } = stillTheirs(method);
      const facts = verifiedSince(soundSafety(safetyFactsOf(said), this.clock.today()), learntOn);
      await verifyContactMethod(tx, { id, version }, facts);
      await rewordContactMethod(tx, method, contactWordsOf(said));
      await addHistory(tx, { did: 'contact_method.verified', to: method.id, in: met.caseId });
      await worsenEach(tx, others, {
        said: worseThanBefore(method, facts),
        learntOn: this.clock.today(),
        caseId: met.caseId,
      });
    });
  }

  /** Makes a method, and whatever goes to the same number or address, less safe, by whatever was learnt. @throws RuleBroken `warning-says-nothing-worse` */
  warn(actor: Person, which: WhichMethod, { version, ...said }: WarningForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { met, method, others } = await methodIn(tx, actor, which);
      const { caseId } = met;
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
      await addHistory(tx, { did: 'contact_method.said_to_be_unsafe', to: method.id, in: caseId });
      await worsenEach(tx, others, { said: learnt, learntOn, caseId });
    });
  }

  /**
   * Puts a number or address in the place of one that is theirs no longer; nothing goes to the old one from here on, under
   * whichever channel it was kept.
   */
  replace(actor: Person, which: WhichMethod, { version, ...form }: ReplacementForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const { met, method, others } = await methodIn(tx, actor, which);
      await endContactMethod(tx, { id: stillTheirs(method).id, version }, this.clock.now());
      await this.endEach(tx, others, met);
      const facts = contactFactsOf({ ...form, channel: method.channel });
      const newId = await this.kept(tx, met, facts);
      await addHistory(tx, { did: 'contact_method.replaced', to: newId, in: met.caseId });
      await this.compared(tx, met, facts);
      return newId;
    });
  }

  /** Ends a number or address that is the client's no longer, under whichever channel it was kept. */
  end(actor: Person, which: WhichMethod, { version }: EndingForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { met, method, others } = await methodIn(tx, actor, which);
      await endContactMethod(tx, { id: stillTheirs(method).id, version }, this.clock.now());
      await addHistory(tx, { did: 'contact_method.ended', to: method.id, in: met.caseId });
      await this.endEach(tx, others, met);
    });
  }

  private async endEach(tx: EntityManager, methods: readonly ContactRecord[], met: Met): Promise<void> {
    for (const { id, version } of methods) {
      await endContactMethod(tx, { id, version }, this.clock.now());
      await addHistory(tx, { did: 'contact_method.ended', to: id, in: met.caseId });
    }
  }

  /** What is known of the number already holds of the new way, and what the new one makes worse of it holds of the others. */
  private async kept(tx: EntityManager, { clientId, caseId }: Met, said: ContactFacts): Promise<string> {
    const known = await contactMethodsOf(tx, clientId);
    const facts = noSaferThan(soundSafety(said, this.clock.today()), known);
    await worsenEach(tx, everythingThatGoesThere(known, said.value), {
      said: warningIn(said),
      learntOn: this.clock.today(),
      caseId,
    });
    return addContactMethod(tx, clientId, facts);
  }

  /** The last thing that is done: from here on whoever acts may be kept from the client whose number this is. */
  private compared(tx: EntityManager, { clientId }: Met, { value }: ContactFacts): Promise<void> {
    return this.tokens.enter(tx, [{ party: 'client', id: clientId, names: [], reachedBy: [value] }]);
  }
}

async function methodIn(
  tx: EntityManager,
  actor: Person,
  { where, methodId }: WhichMethod,
): Promise<{ met: Met; method: ContactRecord; others: ContactRecord[] }> {
  const met = await where.open(tx, actor);
  const all = await contactMethodsOf(tx, met.clientId);
  const method = all.find(({ id }) => id === methodId);
  if (!method) throw new NotFound();
  return { met, method, others: everythingThatGoesThere(all, method.value).filter((one) => one !== method) };
}

/** @throws RuleBroken `contact-method-ended` */
function stillTheirs(method: ContactRecord): ContactRecord {
  if (method.endedAt === null) return method;
  throw new RuleBroken(
    'contact-method-ended',
    'It is the client’s no longer. If it is theirs once more, add it again and verify it with them',
  );
}
