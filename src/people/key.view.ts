import { keyScopes, type Actor, type KeyScope } from '../kernel/actor.js';
import { labelOf, type CodeEntry } from '../kernel/codelist.js';
import { hasRole, may } from '../kernel/policy.js';
import { serviceKeys } from './key.policy.js';
import type { KeyListed } from './key.queries.js';
import { obstacles } from './proposal.codes.js';

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly team: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly approvedBy: string | null;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly standing: string;
  readonly replaces: string | null;
  readonly canApprove: boolean;
  readonly canReplace: boolean;
  readonly canRevoke: boolean;
  /** Why an approver cannot approve this one. */
  readonly obstacle: string | null;
}

export function keyView(key: KeyListed, actor: Actor): KeyView {
  const { id, name, team, madeBy, madeAt, approvedBy, expiresAt, lastUsedAt, replaces, obstacle } = key;
  const waits = !key.approved && !key.ended && hasRole(actor, serviceKeys.approve);
  return {
    ...{ id, name, team, madeBy, madeAt, approvedBy, expiresAt, lastUsedAt, replaces },
    scope: labelOf(keyScopes, key.scope),
    standing: standingOf(key),
    canApprove: may(actor, serviceKeys.approve, key),
    canReplace: may(actor, serviceKeys.replace, key),
    canRevoke: may(actor, serviceKeys.revoke, key),
    obstacle: waits && obstacle !== null ? labelOf(obstacles, obstacle) : null,
  };
}

function standingOf({ revokedAt, expired, approved }: KeyListed): string {
  if (revokedAt !== null) return 'Revoked';
  if (expired) return 'Expired';
  return approved ? 'In use' : 'Waiting for approval';
}

/** The acts an organisation gives out keys for, to choose from. */
export function scopesToChoose(scopes: readonly KeyScope[]): CodeEntry[] {
  return scopes.map((code) => ({ code, label: labelOf(keyScopes, code) }));
}
