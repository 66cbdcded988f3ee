import type { Request } from 'express';

/** The name of a cookie of ours. The __Host- prefix keeps neighbouring sites from setting it, and needs HTTPS. */
export function cookieName(name: 'session' | 'visit', production: boolean): string {
  return production ? `__Host-${name}` : name;
}

/** What the request's cookie of this name holds; undefined where it has none, or an empty one. */
export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  return pairs.find(([each]) => each === name)?.[1];
}
