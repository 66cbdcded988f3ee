import type { Actor, KeyScope, Role } from './actor.js';
import { NotFound } from './errors.js';

/** Who may do one act: the roles, and where it depends on the person and the thing, when. */
export interface Permission<Resource = never> {
  readonly roles: readonly Role[];
  /** The service keys that open this too. Where there are none it is closed to every key. */
  readonly scopes?: readonly KeyScope[];
  readonly when?: (actor: Actor, resource: Resource) => boolean;
  /** Grave: only within five minutes of a second factor. The guard asks for it; policies in the database require it too. */
  readonly stepUp?: true;
  /** Also to a thing of another team that was opened in an emergency. Whatever does not say so needs its own team. */
  readonly inEmergency?: true;
}

/** What a thing says of itself where it was reached only because its glass was broken. */
export interface Reached {
  readonly inEmergency?: true;
}

/** Whether the actor's role is one that may ever do this: what a route asks before any work is done. */
export function hasRole(actor: Actor, permission: Permission): boolean {
  return permission.roles.some((role) => role === actor.role);
}

/** Whether this actor may do this act to this thing: what a page asks before it shows a button. */
export function may<Resource>(actor: Actor, permission: Permission<Resource>, resource: Resource): boolean {
  if (isReachedInEmergency(resource) && !permission.inEmergency) return false;
  return permission.roles.some((role) => role === actor.role) && (permission.when?.(actor, resource) ?? true);
}

function isReachedInEmergency(resource: unknown): boolean {
  return (
    typeof resource === 'object' &&
    resource !== null &&
    'inEmergency' in resource &&
    resource.inEmergency === true
  );
}

/** Lets the act go on. @throws NotFound otherwise: that a case exists is itself confidential. */
export function authorise<Resource>(
  actor: Actor,
  permission: Permission<Resource>,
  resource: Resource,
): void {
  if (!may(actor, permission, resource)) throw new NotFound();
}
