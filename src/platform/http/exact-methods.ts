import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Refusal } from './refusal.js';

interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/**
 * Answers 405 to a method that no handler declares at a known path, and says which ones do. HEAD goes where GET does;
 * TRACE, which would send cookies back, and OPTIONS, which no page of ours asks, go nowhere.
 */
export function exactMethods(app: NestExpressApplication): RequestHandler {
  return ({ method, path }: Request, _: Response, next: NextFunction) => {
    const declared = methodsAt(layersOf(app), path);
    const known = declared.size > 0 || method === 'TRACE' || method === 'CONNECT';
    if (!known || declared.has(method)) {
      next();
      return;
    }
    const allow = [...declared].sort().join(', ');
    throw new Refusal(405, 'method-not-allowed', 'This address takes no such request.', { Allow: allow });
  };
}

function methodsAt(layers: readonly Layer[], path: string): Set<string> {
  const found = layers.filter((layer) => layer.route && layer.match(path));
  const methods = new Set(found.flatMap(({ route }) => Object.keys(route?.methods ?? {}).map(upper)));
  if (methods.has('GET')) methods.add('HEAD');
  return methods;
}

/** Express keeps its routes here, and offers no other way to ask what they are. */
function layersOf(app: NestExpressApplication): readonly Layer[] {
  const express: unknown = app.getHttpAdapter().getInstance();
  return (express as { router: { stack: Layer[] } }).router.stack; // its types leave match() out
}

const upper = (method: string) => method.toUpperCase();
