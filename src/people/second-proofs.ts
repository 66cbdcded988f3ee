import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { KnownDevices } from './known-devices.js';
import { Passkeys } from './passkeys.js';
import type { Claimant } from './pending-sign-ins.js';
import type { SecondFactor } from './second-factor.codes.js';
import type { Standing } from './second-factor.rules.js';
import { SecondFactors } from './second-factors.service.js';

/** Every way to show a second factor, at sign-in and at a step-up alike. */
@Injectable()
export class SecondProofs {
  constructor(
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly devices: KnownDevices,
  ) {}

  standing(claimant: Claimant): Promise<Standing> {
    return this.factors.standing(claimant);
  }

  byCode(claimant: Claimant, code: string, request: Request): Promise<SecondFactor> {
    return this.factors.takeCode(claimant, code, this.devices.callerOf(request, claimant.email));
  }

  askForPasskey(claimant: Claimant): Promise<string> {
    return this.passkeys.askToUse(claimant);
  }

  async byPasskey(claimant: Claimant, answer: string): Promise<SecondFactor> {
    await this.passkeys.used(claimant, answer);
    return 'passkey';
  }
}
