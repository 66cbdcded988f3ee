import { Injectable } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { PublicFormCode } from '../referrals/referral.codes.js';
import { ReferralsService } from '../referrals/referrals.service.js';
import { asSent, senderIn } from './as-sent.js';
import { deskNumbered, teamsOfAreas, type Desk } from './desk.queries.js';
import type { ReceiptState } from './intake.codes.js';
import type { PublicForm } from './public-form.dto.js';
import { Receipts, type Receipt } from './receipts.js';
import { Turns } from './turns.js';

/** A form as it reached us: which one, and from which line. */
export interface Reached {
  readonly desk: Desk;
  readonly code: PublicFormCode;
  readonly address: string;
  /** Of the very form that was filled in, so that what is sent twice is one. */
  readonly formKey: string | undefined;
}

/** What whoever has no account may do. None of it reads a record, and none of the answers is about anybody. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly referrals: ReferralsService,
    private readonly turns: Turns,
    private readonly receipts: Receipts,
  ) {}

  /** The desk of that number. @throws NotFound */
  async desk(number: string): Promise<Desk> {
    if (!/^[1-9]\d{0,8}$/.test(number)) throw new NotFound();
    const desk = await this.db.run(machine('intake'), (tx) => deskNumbered(tx, Number(number)));
    if (!desk) throw new NotFound();
    return desk;
  }

  /**
   * Puts what was sent before the team of its area, as received now. Whether the person is known, sealed, in conflict or sent
   * for the second time makes no difference to the answer.
   * @returns null where this line sent too many in the hour: nothing was kept
   * @throws RuleBroken where what it says cannot be so, or the person has not agreed
   */
  async send({ desk, code, address, formKey }: Reached, form: PublicForm): Promise<Receipt | null> {
    const { organisationId } = desk;
    const [said, sender] = [asSent(code, form), senderIn(code, form)];
    const receive = this.referrals.receiving(said);
    if (!(await this.turns.take('sending', address, organisationId))) return null;
    const key = this.receipts.keyOf(formKey, code, form);
    const actor = machine('intake', organisationId);
    const receipt = await this.db.run(actor, async (tx) => {
      const earlier = await this.receipts.earlier(tx, key);
      if (earlier) return earlier;
      const teamId = (await teamsOfAreas(tx))[form.policeArea] ?? desk.teamId;
      await receive(tx, { actor, teamId, sender });
      return this.receipts.give(tx, key);
    });
    await this.turns.sent(organisationId);
    return receipt;
  }

  /** What a receipt says; 'none' where there is no such one, null where this line asked too often. */
  async status(desk: Desk, address: string, asked: Receipt): Promise<ReceiptState | 'none' | null> {
    const { organisationId } = desk;
    if (!(await this.turns.take('asking', address, organisationId))) return null;
    return this.db.run(machine('intake', organisationId), (tx) => this.receipts.stateOf(tx, asked));
  }
}
