import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
  type INestApplicationContext,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { isUUID } from 'class-validator';
import type { Request } from 'express';
import type { Person } from '../../kernel/actor.js';
import { NotFound, SignedOut } from '../../kernel/errors.js';
import { hasRole, type Permission } from '../../kernel/policy.js';
import { Sessions } from './session.js';

const ACCESS = 'larkspur:access';
type Access = 'anyone' | 'anyone_signed_in' | Permission;

/** Who may ever reach this handler: the permission its service asks about too. */
export const Does = (permission: Permission) => SetMetadata(ACCESS, permission satisfies Access);

/** For pages that belong to no act, such as one's own home. */
export const SignedIn = () => SetMetadata(ACCESS, 'anyone_signed_in' satisfies Access);

/** For the few pages that ask nobody who they are. */
export const Open = () => SetMetadata(ACCESS, 'anyone' satisfies Access);

/** The person asking. Only on handlers that are not open. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { actor } = context.switchToHttp().getRequest<WithActor>();
  if (!actor) throw new SignedOut();
  return actor;
});

export type WithActor = Request & { actor?: Person };

/** The one guard. A handler that declares nothing is closed to everyone. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!access) throw new NotFound();

    const request = context.switchToHttp().getRequest<WithActor>();
    const person = await this.sessions.personOf(request);
    if (person) request.actor = person;
    if (access === 'anyone') return true;
    if (!person) throw new SignedOut();
    if (access !== 'anyone_signed_in' && !hasRole(person, access)) throw new NotFound();
    if (!namesIds(request.params)) throw new NotFound();
    return true;
  }
}

/** Whether what an address names as an id is one: what could be nobody's id is answered as what is nobody's. */
function namesIds(params: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(params).every(([name, value]) => !name.endsWith('Id') || isUUID(value));
}

/** The handlers that declare no access: the build fails with their names. */
export function undeclaredRoutes(app: INestApplicationContext): string[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>; // a controller's own class
      return scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata('path', prototype[name] ?? {}))
        .filter((name) => !Reflect.hasMetadata(ACCESS, prototype[name] ?? {}))
        .map((name) => `${metatype?.name ?? 'a controller'}.${name}`);
    });
}
