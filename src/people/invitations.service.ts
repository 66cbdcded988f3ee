import { Injectable } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { Strangers } from '../platform/audit/strangers.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { hashOfCode } from './invitation-code.js';
import { NewPasswords } from './new-passwords.js';
import type { InvitationForm } from './staff.dto.js';

interface Invited {
  readonly display_name: string;
  readonly email: string;
}

/** How the holder of an account sets its password: with the codes that two colleagues handed them, or one where one may add it. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: UnitOfWork,
    private readonly strangers: Strangers,
    private readonly passwords: NewPasswords,
  ) {}

  /**
   * Sets the password, once. Nothing is hashed before the codes are found right, so a flood of guesses costs little; and 148
   * random bits apiece are not guessed.
   * @throws RuleBroken `invitation-not-usable`, whichever code is wrong and whatever came of the account
   */
  async accept({ fromProposer, fromApprover, wanted }: InvitationForm): Promise<void> {
    const codes = [fromProposer, fromApprover].map((code) => (code === undefined ? null : hashOfCode(code)));
    const [invited] = await this.db.run(machine('sign_in'), (tx) =>
      tx.query<Invited[]>('SELECT display_name, email FROM invited($1, $2)', codes),
    );
    if (!invited) return this.refuse();
    const hash = await this.passwords.hashOf(wanted, [invited.display_name, invited.email]);
    const [{ accepted }] = await this.db.run(machine('sign_in'), (tx) =>
      tx.query<[{ accepted: boolean }]>('SELECT accept_invitation($1, $2, $3) AS accepted', [...codes, hash]),
    );
    if (!accepted) await this.refuse();
  }

  private async refuse(): Promise<never> {
    await this.strangers.refused(notUsable.rule);
    throw notUsable;
  }
}

const notUsable = new RuleBroken(
  'invitation-not-usable',
  'These codes do not go together, were used already, or are older than 72 hours. Check them, or ask your administrator to begin again.',
);
