import type { NestExpressApplication } from '@nestjs/platform-express';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS, type Access } from '../../src/platform/http/access.js';
import { routesOf, type Route } from '../support/routes.js';

/** A route with the handler behind it. */
export interface Handled extends Route {
  readonly handler: object;
}

const parts = (owner: object): string[] => {
  const path: unknown = Reflect.getMetadata('path', owner);
  return [path].flat().map((part) => String(part).replace(/^\/|\/$/g, ''));
};

/** Every route of the app with its handler: the app's own table and what its controllers declare, one for one. */
export function handledRoutes(app: NestExpressApplication): Handled[] {
  const handlers = new Map<string, object>();
  const scanner = new MetadataScanner();
  for (const { instance, metatype } of app.get(DiscoveryService).getControllers()) {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>; // a controller's own class
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name];
      if (!handler || !metatype || !Reflect.hasMetadata('path', handler)) continue;
      const method = methods[Reflect.getMetadata('method', handler) as number] ?? '';
      for (const place of parts(metatype))
        for (const rest of parts(handler))
          handlers.set(`${method} /${[place, rest].filter(Boolean).join('/')}`, handler);
    }
  }
  return routesOf(app)
    .filter(({ template }) => template !== '/api/openapi.json')
    .map((route) => {
      const handler = handlers.get(`${route.method} ${route.template}`);
      if (!handler) throw new Error(`${route.method} ${route.template} has no handler of ours`);
      return { ...route, handler };
    });
}

/** As Nest numbers them. */
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** What a handler declares of who may ever reach it; one that declares nothing is closed to everyone. */
export function accessOf({ handler }: Handled): Access | undefined {
  return Reflect.getMetadata(ACCESS, handler) as Access | undefined; // whatever its decorator was given
}

/** `GET /cases/:caseId`. */
export function nameOf({ method, template }: Handled): string {
  return `${method} ${template}`;
}
