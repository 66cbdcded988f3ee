import type { Actor, KeyScope, Role } from './actor.js';
import { NotFound } from './errors.js';

/** Who may do one act: the roles, and where it depends on the person and the thing, when. */
export interface Permission<Resource = never> {
  readonly roles: readonly Role[];
  /** The service keys that open this too. Where there are none it is closed to every key. */
  readonly scopes?: readonly KeyScope[];
  readonly when?: (actor: Actor, resource: Resource) => boolean;
}

/** Whether the actor's role is one that may ever do this: what a route asks before any work is done. */
export function hasRole(actor: Actor, permission: Permission): boolean {
  return permission.roles.some((role) => role === actor.role);
}

/** Whether this actor may do this act to this thing: what a page asks before it shows a button. */
export function may<Resource>(actor: Actor, permission: Permission<Resource>, resource: Resource): boolean {
  return permission.roles.some((role) => role === actor.role) && (permission.when?.(actor, resource) ?? true);
}

/** Lets the act go on. @throws NotFound otherwise: that a case exists is itself confidential. */
export function authorise<Resource>(
  actor: Actor,
  permission: Permission<Resource>,
  resource: Resource,
): void {
  if (!may(actor, permission, resource)) throw new NotFound();
}
