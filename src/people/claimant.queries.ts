import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { hashOf } from '../platform/http/tokens.js';
import type { Claimant } from './pending-sign-ins.js';
import { Staff } from './staff.entity.js';

/** Someone who is signed in, as whoever shows or adds a second factor. */
export async function claimantOf(
  tx: EntityManager,
  { userId, role, organisationId, token }: Person,
): Promise<Claimant> {
  const { email } = await tx.findOneByOrFail(Staff, { id: userId });
  return { holderHash: hashOf(token.reveal()), staffId: userId, email, role, organisationId };
}
