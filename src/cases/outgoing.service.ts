import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { recordOpening } from '../parties/address-opening.js';
import { clientFactsOf } from '../parties/party.queries.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { calendarEntry } from '../sending/calendar.js';
import type { OutgoingRow } from '../sending/outgoing.queries.js';
import { outgoingIn, outgoingOf } from '../sending/outgoing.queries.js';
import type { OpenedOutgoing } from '../sending/outgoing.view.js';
import { cancelOutgoing, decisionFor, prepareOutgoing } from '../sending/prepare-outgoing.js';
import { whenUsed, wordsOf } from '../sending/sending.rules.js';
import { Senders } from '../sending/senders.js';
import { addresses } from './address.policy.js';
import type { Case } from './case.entity.js';
import { cases } from './case.policy.js';
import { londonInstant } from './london-instant.js';
import { openCase } from './open-case.js';
import type { OutgoingForm } from './outgoing.dto.js';

/** Something outgoing of a case. */
export interface WhichOutgoing {
  readonly caseId: string;
  readonly outgoingId: string;
}

interface Shown {
  readonly kase: Case;
  readonly row: OutgoingRow;
  readonly opened: OpenedOutgoing;
}

/** What goes out to a client, as it is made, seen and cancelled in their case. */
@Injectable()
export class OutgoingService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly senders: Senders,
  ) {}

  list(actor: Person, caseId: string, asked: unknown): Promise<{ kase: Case; outgoing: Paged<OutgoingRow> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.view });
      return { kase, outgoing: await outgoingOf(tx, caseId, asked) };
    });
  }

  show(actor: Person, { caseId, outgoingId }: WhichOutgoing): Promise<Shown> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.view });
      const row = await outgoingIn(tx, kase.id, outgoingId);
      const facts = await clientFactsOf(tx, kase.clientId);
      return { kase, row, opened: { ...facts, caseClosedOn: kase.closedOn, addressOpened: false } };
    });
  }

  /**
   * A letter with where it goes, to be printed: the address is opened by this, as any is, each time.
   * @throws RuleBroken `no-letter-to-print`, or `not-safe-to-send` as things stand now
   */
  openLetter(actor: Person, { caseId, outgoingId }: WhichOutgoing): Promise<Shown> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: addresses.open });
      const row = await outgoingIn(tx, kase.id, outgoingId);
      const { methodId, kind, state } = row;
      if (kind !== 'letter' || state !== 'made')
        throw new RuleBroken('no-letter-to-print', 'There is no letter here to print');
      const { decision } = await decisionFor(tx, kase, { methodId, kind, useAt: this.clock.now() });
      if (!decision.maySend) throw new RuleBroken('not-safe-to-send', decision.inWords);
      const why = { why: 'write', words: 'A letter was printed.', shownOn: 'paper' } as const;
      await recordOpening(tx, kase, { of: { kind: 'contact_method', id: methodId }, ...why });
      await addHistory(tx, { did: 'address.opened', to: methodId, in: kase.id });
      const facts = await clientFactsOf(tx, kase.clientId);
      return { kase, row, opened: { ...facts, caseClosedOn: kase.closedOn, addressOpened: true } };
    });
  }

  /** @throws RuleBroken of the rules of sending, or `no-way-to-send` where nothing is set up that carries it */
  prepare(actor: Person, caseId: string, form: OutgoingForm): Promise<string> {
    const { methodId, kind, message = null } = form;
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.send, hold: 'to_add' });
      if (!this.senders.can(kind)) throw new RuleBroken('no-way-to-send', notSetUp);
      const now = this.clock.now();
      const useAt = whenUsed(kind, await timeAsked(tx, form), now);
      const wanted = { methodId, kind, message: wordsOf(kind, message), useAt };
      return prepareOutgoing(tx, kase, { wanted, now });
    });
  }

  cancel(actor: Person, which: WhichOutgoing): Promise<void> {
    return this.db.run(actor, async (tx) => {
      await openCase(tx, actor, { caseId: which.caseId, permission: cases.send, hold: 'to_add' });
      await outgoingIn(tx, which.caseId, which.outgoingId);
      await cancelOutgoing(tx, which, this.clock.now());
    });
  }

  /** An appointment as a file for a calendar. @throws NotFound where it is no such thing or was stopped */
  calendar(actor: Person, { caseId, outgoingId }: WhichOutgoing): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.send });
      const { kind, methodId, useAt, state } = await outgoingIn(tx, kase.id, outgoingId);
      if (kind !== 'calendar_entry' || state !== 'made') throw new NotFound();
      const { decision } = await decisionFor(tx, kase, { methodId, kind, useAt });
      if (!decision.maySend) throw new RuleBroken('not-safe-to-send', decision.inWords);
      return calendarEntry({ id: outgoingId, startsAt: useAt }, this.clock.now());
    });
  }
}

/** What a page and an answer say where the operator set up nothing that carries it. */
export const notSetUp =
  'It cannot be sent from here: nothing is set up that carries it. Ask whoever runs Larkspur for you';

/** @throws RuleBroken `half-a-time` where only one of the two is given */
async function timeAsked(tx: EntityManager, { on, at }: OutgoingForm): Promise<Date | null> {
  if (on === undefined && at === undefined) return null;
  if (on === undefined || at === undefined)
    throw new RuleBroken('half-a-time', 'Enter both the day and the time, or neither');
  return londonInstant(tx, on, at);
}
