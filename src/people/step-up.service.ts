import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Exchange } from '../platform/http/exchange.js';
import { Sessions } from '../platform/http/session.js';
import { claimantOf } from './claimant.queries.js';
import type { Claimant } from './pending-sign-ins.js';
import { SecondProofs } from './second-proofs.js';

/** Showing a second factor again before something grave. The session goes on under a new token. */
@Injectable()
export class StepUp {
  constructor(
    private readonly db: UnitOfWork,
    private readonly proofs: SecondProofs,
    private readonly sessions: Sessions,
  ) {}

  /** @throws RuleBroken `second-factor-refused`, `sign-in-throttled` */
  async byCode(actor: Person, code: string, { request, response }: Exchange): Promise<void> {
    const method = await this.proofs.byCode(await this.claimant(actor), code, request);
    await this.sessions.renew(actor, method, response);
  }

  async askForPasskey(actor: Person): Promise<string> {
    return this.proofs.askForPasskey(await this.claimant(actor));
  }

  /** @throws RuleBroken `passkey-refused` */
  async byPasskey(actor: Person, answer: string, { response }: Exchange): Promise<void> {
    const method = await this.proofs.byPasskey(await this.claimant(actor), answer);
    await this.sessions.renew(actor, method, response);
  }

  private claimant(actor: Person): Promise<Claimant> {
    return this.db.run(actor, (tx) => claimantOf(tx, actor));
  }
}
