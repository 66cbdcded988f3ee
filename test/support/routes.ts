import type { NestExpressApplication } from '@nestjs/platform-express';

/** A route as the app itself holds it. */
export interface Route {
  readonly method: string;
  readonly template: string;
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** Every route of the app, so that a new one is tested without anybody's listing it. */
export function routesOf(app: NestExpressApplication): Route[] {
  const express: unknown = app.getHttpAdapter().getInstance();
  const { stack } = (express as { router: { stack: Layer[] } }).router;
  return stack
    .flatMap(({ route }) => Object.keys(route?.methods ?? {}).map((method) => [method, route?.path] as const))
    .filter(([, path]) => typeof path === 'string' && !path.includes('*') && !path.startsWith('/api/docs'))
    .map(([method, template = '']) => ({ method: method.toUpperCase(), template }));
}

/**
 * The address of a template, every parameter filled: with what is said for it, or else with one id throughout.
 * @throws Error where nothing is: an address with a gap is another route's
 */
export function addressOf(
  template: string,
  filling: Readonly<Record<string, string>>,
  otherwise?: string,
): string {
  return template.replace(/:(\w+)/g, (_, name: string) => {
    const value = filling[name] ?? otherwise;
    if (!value) throw new Error(`Nothing fills :${name} of ${template}`);
    return encodeURIComponent(value);
  });
}
