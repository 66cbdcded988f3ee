import type { NestExpressApplication } from '@nestjs/platform-express';

/** A route of the program's own table, with what its address names. */
export interface Route {
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
  readonly names: readonly string[];
}

interface Layer {
  readonly route?: { readonly path: unknown; readonly methods: Readonly<Record<string, boolean>> };
}

/** Every route whose address carries an id, from the router itself: one added tomorrow is among them. */
export function routesWithIds(app: NestExpressApplication): Route[] {
  const express: unknown = app.getHttpAdapter().getInstance();
  const { router } = express as { router: { stack: Layer[] } }; // Express keeps its layers so, and types them more loosely
  return router.stack.flatMap(({ route }) => {
    if (!route || typeof route.path !== 'string') return [];
    const { path, methods } = route;
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    return (['get', 'post', 'put'] as const)
      .filter((method) => methods[method] && names.some((name) => name.endsWith('Id')))
      .map((method) => ({ method, path, names }));
  });
}
