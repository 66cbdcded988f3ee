import { Injectable } from '@nestjs/common';
import { AppOffers } from './app-offers.js';
import type { AppOffer } from './authenticator-app.js';
import { Passkeys } from './passkeys.js';
import type { Claimant } from './pending-sign-ins.js';

/** What a browser is shown to set up a second factor with. */
@Injectable()
export class NewFactors {
  constructor(
    private readonly offers: AppOffers,
    private readonly passkeys: Passkeys,
  ) {}

  app(claimant: Claimant): Promise<AppOffer | null> {
    return this.offers.offered(claimant);
  }

  askForPasskey(claimant: Claimant): Promise<string> {
    return this.passkeys.askToAdd(claimant);
  }
}
