import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { RuleBroken } from '../kernel/errors.js';
import { KnownDevices } from './known-devices.js';
import { PendingSignIns } from './pending-sign-ins.js';
import type { SignInForm } from './sign-in.dto.js';
import { SignIn } from './sign-in.service.js';
import { tooManyTries } from './throttle.js';

/** Turns a right password into a pending sign-in, and a wrong one into words. */
@Injectable()
export class FirstStep {
  constructor(
    private readonly signIn: SignIn,
    private readonly pending: PendingSignIns,
    private readonly devices: KnownDevices,
  ) {}

  /** The token of the pending sign-in. @throws RuleBroken `sign-in-refused`, `sign-in-throttled` */
  async take({ email, password }: SignInForm, request: Request): Promise<string> {
    const result = await this.signIn.tryWith(email, password, this.devices.callerOf(request, email));
    if ('refused' in result) throw refusals[result.refused];
    return this.pending.begin(result.staffId);
  }
}

const refusals = {
  wrong: new RuleBroken(
    'sign-in-refused',
    'That email address and password do not go together. Check both and try again.',
  ),
  wait: tooManyTries,
} as const;
