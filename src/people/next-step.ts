import { Injectable } from '@nestjs/common';
import { AppOffers } from './app-offers.js';
import type { PendingSignIn } from './pending-sign-ins.js';
import { waysToEnrol, waysToProve } from './second-factor.rules.js';
import { SecondFactors } from './second-factors.service.js';

/** Where a pending sign-in goes on: to the second step, or to setting one up. */
@Injectable()
export class NextStep {
  constructor(
    private readonly factors: SecondFactors,
    private readonly offers: AppOffers,
  ) {}

  async of(pending: PendingSignIn): Promise<'/sign-in/second-step' | '/sign-in/set-up'> {
    const standing = await this.factors.standing(pending);
    if (waysToProve(standing).length > 0) return '/sign-in/second-step';
    if (waysToEnrol(standing).includes('app')) await this.offers.offer(pending);
    return '/sign-in/set-up';
  }
}
