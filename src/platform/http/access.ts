import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
  type INestApplicationContext,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Caller, Person, ServiceKey } from '../../kernel/actor.js';
import { NotFound, SignedOut, StepUpRequired } from '../../kernel/errors.js';
import { hasRole, type Permission } from '../../kernel/policy.js';
import { CarriedForms } from './carried-forms.js';
import { cameTo } from './request-context.js';
import { ServiceKeys } from './service-key.js';
import { Sessions } from './session.js';

/** Under which a handler keeps what it declares. */
export const ACCESS = 'larkspur:access';
export type Access = 'anyone' | 'anyone_signed_in' | Permission;

/** Who may ever reach this handler: the permission its service asks about too. */
export const Does = (permission: Permission) => SetMetadata(ACCESS, permission satisfies Access);

/** For pages that belong to no act, such as one's own home. */
export const SignedIn = () => SetMetadata(ACCESS, 'anyone_signed_in' satisfies Access);

/** For the few pages that ask nobody who they are. */
export const Open = () => SetMetadata(ACCESS, 'anyone' satisfies Access);

/** Whether a handler asks nobody who they are. */
export function isOpen(handler: object): boolean {
  return Reflect.getMetadata(ACCESS, handler) === ('anyone' satisfies Access);
}

/** Whether a handler does what some people may and others may not; signing in, and what is open to all, is nothing of the kind. */
export function isActOfPeople(handler: object): boolean {
  const access: unknown = Reflect.getMetadata(ACCESS, handler);
  return typeof access === 'object' && access !== null && (access as Permission).roles.length > 0; // all that `Does` keeps
}

/** The person asking. Only on handlers that are not open. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { actor } = context.switchToHttp().getRequest<WithActor>();
  if (!actor) throw new SignedOut();
  return actor;
});

/** The program outside that asks with a service key. */
export const CurrentKey = createParamDecorator((_: unknown, context: ExecutionContext): ServiceKey => {
  const { key } = context.switchToHttp().getRequest<WithActor>();
  if (!key) throw new SignedOut();
  return key;
});

/** The person or the program asking, where either may. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { actor, key } = context.switchToHttp().getRequest<WithActor>();
  const caller = actor ?? key;
  if (!caller) throw new SignedOut();
  return caller;
});

export type WithActor = Request & { actor?: Person; key?: ServiceKey; sessionEndsAt?: Date };

/** The one guard. A handler that declares nothing is closed to everyone. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly keys: ServiceKeys,
    private readonly carried: CarriedForms,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!access) throw new NotFound();

    const request = context.switchToHttp().getRequest<WithActor>();
    cameTo(context.getClass().name, context.getHandler().name, request.params);
    // Who comes with a key is nobody else: a session beside it is not looked at.
    const key = await this.keys.keyOf(request);
    if (key) return opens(request, key, access);
    const came = await this.sessions.whoCame(request);
    if (came) [request.actor, request.sessionEndsAt] = [came.person, came.endsAt];
    if (access === 'anyone') return true;
    if (!came) {
      const response = context.switchToHttp().getResponse<Response>();
      throw new SignedOut({ formKept: await this.carried.keep({ request, response }) });
    }
    if (access === 'anyone_signed_in') return true;
    if (!hasRole(came.person, access)) throw new NotFound();
    if (access.stepUp && !came.steppedUp) throw new StepUpRequired();
    return true;
  }
}

/** A key opens what is open to anyone, and its one act. */
function opens(request: WithActor, key: ServiceKey, access: Access): true {
  request.key = key;
  if (access === 'anyone') return true;
  if (access === 'anyone_signed_in' || !access.scopes?.includes(key.scope)) throw new NotFound();
  return true;
}

/** The handlers that declare no access: the build fails with their names. */
export function undeclaredRoutes(app: INestApplicationContext): string[] {
  return handlersOf(app)
    .filter(({ handler }) => !Reflect.hasMetadata(ACCESS, handler))
    .map(({ controller, name }) => `${controller}.${name}`);
}

/** Every handler of every controller, by name. */
export function handlersOf(app: INestApplicationContext) {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>; // a controller's own class
      return scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ controller: metatype?.name ?? '', name, handler: prototype[name] ?? {} }))
        .filter(({ handler }) => Reflect.hasMetadata('path', handler));
    });
}
