import { Injectable } from '@nestjs/common';
import { BreachedList } from './breached-list.js';
import { hashPassword } from './password.js';
import { checkPassword } from './password.rules.js';

/** The one way a password comes to be somebody's, whether they had one before or not. */
@Injectable()
export class NewPasswords {
  constructor(private readonly breached: BreachedList) {}

  /**
   * The hash of a password that may be taken.
   * @param about the holder's names and email address
   * @throws RuleBroken `password-too-short`, `password-easily-guessed`, `password-breached`, `breached-list-unreadable`
   */
  async hashOf(wanted: string, about: readonly string[]): Promise<string> {
    checkPassword(wanted, about);
    await this.breached.check(wanted);
    return hashPassword(wanted);
  }
}
