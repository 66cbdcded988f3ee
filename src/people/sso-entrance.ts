import { Injectable } from '@nestjs/common';
import { SignedOut } from '../kernel/errors.js';
import type { Exchange } from '../platform/http/exchange.js';
import { seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { Entrance } from './entrance.js';
import { NextStep } from './next-step.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { ssoIsEnough } from './second-factor.rules.js';
import { SecondFactors } from './second-factors.service.js';

/** Lets in someone whom their organisation's own sign-in vouched for, or sends them on to our second step. */
@Injectable()
export class SsoEntrance {
  constructor(
    private readonly pending: PendingSignIns,
    private readonly factors: SecondFactors,
    private readonly next: NextStep,
    private readonly entrance: Entrance,
  ) {}

  async letIn(
    { staffId, methods }: { staffId: string; methods: readonly string[] },
    http: Exchange,
  ): Promise<Page | Redirect> {
    const token = await this.pending.begin(staffId);
    const pending = await this.pending.find(token);
    if (!pending) throw new SignedOut();
    if (ssoIsEnough(methods, await this.factors.standing(pending)))
      return this.entrance.comeIn(pending, 'sso', http);
    this.pending.give(token, http.response);
    return seeOther(await this.next.of(pending));
  }
}
