import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { NewPasswords } from './new-passwords.js';
import { SignIn } from './sign-in.service.js';
import { Staff } from './staff.entity.js';
import type { PasswordForm } from './staff.dto.js';
import { KnownDevices } from './known-devices.js';
import { tooManyTries } from './throttle.js';

@Injectable()
export class Passwords {
  constructor(
    private readonly db: UnitOfWork,
    private readonly signIn: SignIn,
    private readonly devices: KnownDevices,
    private readonly passwords: NewPasswords,
  ) {}

  /**
   * Changes one's own password, and so signs the account out everywhere. The present one is asked for, under the same
   * throttle as at sign-in: a browser left open is not enough to take an account over.
   */
  async change(actor: Person, { current, wanted }: PasswordForm, request: Request): Promise<void> {
    const { email } = await this.db.run(actor, (tx) => tx.findOneByOrFail(Staff, { id: actor.userId }));
    const tried = await this.signIn.tryWith(email, current, this.devices.callerOf(request, email));
    if ('refused' in tried) throw refusals[tried.refused];
    const hash = await this.passwords.hashOf(wanted, [actor.displayName, email]);
    await this.db.run(actor, async (tx) => {
      await tx.query(
        'UPDATE staff_credential SET password_hash = $1, changed_at = now(), is_demo = false WHERE staff_id = $2',
        [hash, actor.userId],
      );
      await addHistory(tx, { did: 'password.changed', to: actor.userId });
    });
  }
}

const refusals = {
  wrong: new RuleBroken(
    'present-password-wrong',
    'That is not your password as it is now. Check it and try again.',
  ),
  wait: tooManyTries,
} as const;
