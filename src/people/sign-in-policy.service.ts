import { Injectable } from '@nestjs/common';
import type { Person, Role } from '../kernel/actor.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** Which roles of an organisation must use a passkey. */
@Injectable()
export class SignInPolicy {
  constructor(private readonly db: UnitOfWork) {}

  async passkeyRoles(actor: Person): Promise<readonly Role[]> {
    const [policy] = await this.db.run(actor, (tx) =>
      tx.query<{ roles: Role[] }[]>('SELECT passkey_roles AS roles FROM sign_in_policy'),
    );
    return policy?.roles ?? [];
  }

  /** Takes effect at each account's next sign-in: whoever has no passkey adds one then, before anything else. */
  async requirePasskeys(actor: Person, roles: readonly Role[]): Promise<void> {
    await this.db.run(actor, async (tx) => {
      await tx.query(
        `INSERT INTO sign_in_policy (organisation_id, passkey_roles) VALUES ($1, $2)
         ON CONFLICT (organisation_id) DO UPDATE SET passkey_roles = excluded.passkey_roles`,
        [actor.organisationId, roles],
      );
      await addHistory(tx, { did: 'staff.passkeys_required', to: actor.organisationId });
    });
  }
}
