import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Request } from 'express';
import type { EntityManager } from 'typeorm';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import type { Role } from '../kernel/actor.js';
import { openReferral } from '../referrals/open-referral.js';

/** The record somebody stands before: a case, or a referral that may never become one. */
export interface WhichRecord {
  readonly kind: 'cases' | 'referrals';
  readonly id: string;
}

/** Whose record it is. To keep somebody from it, or to seal it, is of the client: every case and referral of theirs. */
export interface Safeguarded {
  readonly reference: string;
  readonly teamId: string;
  readonly clientId: string;
  readonly caseId: string | null;
  readonly sealed: boolean;
}

/** @throws NotFound as `openCase` and `openReferral` do */
export async function openSafeguarded(
  tx: EntityManager,
  actor: Person,
  { kind, id, permission }: WhichRecord & { readonly permission: { readonly roles: readonly Role[] } },
): Promise<Safeguarded> {
  const record =
    kind === 'cases'
      ? await openCase(tx, actor, { caseId: id, permission })
      : await openReferral(tx, actor, { referralId: id, permission });
  const { reference, teamId, clientId, sealed } = record;
  return { reference, teamId, clientId, sealed, caseId: 'caseId' in record ? record.caseId : record.id };
}

/** `:caseId` or `:referralId`, of an address that is of either. */
export const RecordNamed = createParamDecorator((_: unknown, context: ExecutionContext): WhichRecord => {
  const { params } = context.switchToHttp().getRequest<Request>();
  const { caseId, referralId } = params;
  const id = caseId ?? referralId;
  if (typeof id !== 'string' || !isUUID(id)) throw new NotFound();
  return { kind: caseId === undefined ? 'referrals' : 'cases', id };
});
