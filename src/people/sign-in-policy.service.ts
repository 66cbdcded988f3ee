import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person, Role } from '../kernel/actor.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { proposeToWaive } from './propose.js';

/** Which roles of an organisation must use a passkey. */
@Injectable()
export class SignInPolicy {
  constructor(private readonly db: UnitOfWork) {}

  passkeyRoles(actor: Person): Promise<readonly Role[]> {
    return this.db.run(actor, required);
  }

  /**
   * Requires a passkey of these roles from each account's next sign-in: whoever has none adds one then, before anything else.
   * That a role need none any more waits for a second person, since it makes everyone of that role easier to sign in as.
   * @returns whether anything waits
   */
  change(actor: Person, wanted: readonly Role[]): Promise<boolean> {
    return this.db.run(actor, async (tx) => {
      const before = await required(tx);
      const waived = before.filter((role) => !wanted.includes(role));
      await tx.query(
        `INSERT INTO sign_in_policy (organisation_id, passkey_roles) VALUES ($1, $2)
         ON CONFLICT (organisation_id) DO UPDATE
         SET passkey_roles = ARRAY(SELECT unnest(sign_in_policy.passkey_roles) UNION SELECT unnest(excluded.passkey_roles))`,
        [actor.organisationId, wanted],
      );
      await addHistory(tx, { did: 'staff.passkeys_required', to: actor.organisationId });
      for (const role of waived) await proposeToWaive(tx, role);
      return waived.length > 0;
    });
  }
}

async function required(tx: EntityManager): Promise<Role[]> {
  const [policy] = await tx.query<{ roles: Role[] }[]>('SELECT passkey_roles AS roles FROM sign_in_policy');
  return policy?.roles ?? [];
}
