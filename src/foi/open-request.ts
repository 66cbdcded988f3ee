import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { NotFound, Stale } from '../kernel/errors.js';
import { hasRole, type Permission } from '../kernel/policy.js';
import { addEntry } from '../platform/audit/entry.js';
import { FoiRequest } from './request.entity.js';

/** A request, and what is to be done with it. */
export interface WhichRequest {
  readonly requestId: string;
  readonly permission: Permission;
}

/** The only way to a request. @throws NotFound where there is none for this person: another authority's is hidden from them. */
export async function openRequest(
  tx: EntityManager,
  actor: Actor,
  { requestId, permission }: WhichRequest,
): Promise<FoiRequest> {
  if (!hasRole(actor, permission)) throw new NotFound();
  const request = await tx.findOneBy(FoiRequest, { id: requestId });
  if (!request) throw new NotFound();
  return opened(tx, request);
}

/**
 * As `openRequest`, holding the request until the transaction ends; at the version its reader saw, where they say which.
 * @throws NotFound, Stale
 */
export async function openRequestToChange(
  tx: EntityManager,
  actor: Actor,
  { requestId, permission, version }: WhichRequest & { readonly version: number | null },
): Promise<FoiRequest> {
  if (!hasRole(actor, permission)) throw new NotFound();
  const request = await tx.findOne(FoiRequest, {
    where: { id: requestId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!request) throw new NotFound();
  if (version !== null && request.version !== version) throw new Stale(request.version);
  return opened(tx, request);
}

async function opened(tx: EntityManager, request: FoiRequest): Promise<FoiRequest> {
  await addEntry(tx, { act: 'request.opened', about: { kind: 'foi_request', id: request.id } });
  return request;
}
