import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { hashOf } from '../platform/http/tokens.js';
import type { Claimant } from './pending-sign-ins.js';
import { Staff } from './staff.entity.js';

/** Someone who is signed in, as whoever shows or adds a second factor. By their session's id: its token changes at a step-up. */
export async function claimantOf(
  tx: EntityManager,
  { userId, role, organisationId }: Person,
): Promise<Claimant> {
  const { email } = await tx.findOneByOrFail(Staff, { id: userId });
  const [{ session }] = await tx.query<[{ session: string }]>('SELECT my_session() AS session');
  return { holderHash: hashOf(session), staffId: userId, email, role, organisationId };
}
