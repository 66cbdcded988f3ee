import { Injectable } from '@nestjs/common';
import { RuleBroken, SignedOut } from '../kernel/errors.js';
import type { Exchange } from '../platform/http/exchange.js';
import { Entrance } from './entrance.js';
import { FirstStep } from './first-step.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { mustAddPasskey } from './second-factor.rules.js';
import { SecondProofs } from './second-proofs.js';
import type { SignInByProgram } from './sign-in.dto.js';

/** Both steps of signing in at once. */
@Injectable()
export class ProgramSignIn {
  constructor(
    private readonly firstStep: FirstStep,
    private readonly pending: PendingSignIns,
    private readonly proofs: SecondProofs,
    private readonly entrance: Entrance,
  ) {}

  /** @throws RuleBroken `sign-in-refused`, `sign-in-throttled`, `passkey-required` */
  async take({ code, ...given }: SignInByProgram, http: Exchange): Promise<void> {
    const pending = await this.pending.find(await this.firstStep.take(given, http.request));
    if (!pending) throw new SignedOut();
    const method = await this.proofs.byCode(pending, code, http.request);
    if (mustAddPasskey(await this.proofs.standing(pending))) throw passkeyRequired;
    await this.entrance.comeIn(pending, method, http);
  }
}

const passkeyRequired = new RuleBroken(
  'passkey-required',
  'Your service requires a passkey of you. Sign in on the pages and add one first.',
);
