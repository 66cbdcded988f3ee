import 'reflect-metadata';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Request, Response } from 'express';
import { tap, type Observable } from 'rxjs';
import { Refusal } from './refusal.js';

/**
 * Over the API a record says its version as its ETag, and a change says in If-Match which version it was decided on;
 * `version` in the body says the same. A change that says neither would overwrite what nobody read.
 */
@Injectable()
export class VersionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    if (!request.path.startsWith('/api/')) return next.handle();
    if (request.method === 'GET' || request.method === 'HEAD')
      return next.handle().pipe(
        tap((body) => {
          const version = versionIn(body);
          if (typeof version === 'number') response.setHeader('ETag', etagOf(version));
        }),
      );
    if (asksForVersion(context)) request.body = withVersion(request);
    else if (request.headers['if-match'] !== undefined) throw refusals.unused();
    return next.handle();
  }
}

/** The strong ETag of a record's version. */
export function etagOf(version: number): string {
  return `"${String(version)}"`;
}

/** The body with the version that If-Match names. */
function withVersion({ headers, body }: Request): unknown {
  const said: unknown = versionIn(body);
  const match = headers['if-match'];
  if (match === undefined && said === undefined) throw refusals.missing();
  if (match === undefined || typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const version = /^"([1-9]\d{0,5})"$/.exec(match.trim())?.[1];
  if (version === undefined) throw refusals.unfit();
  if (said !== undefined && said !== Number(version)) throw refusals.unfit();
  return { ...body, version: Number(version) };
}

function versionIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
}

/** Whether the handler's body is of a class that has a version, as its API documentation says. */
function asksForVersion(context: ExecutionContext): boolean {
  const [controller, name] = [context.getClass(), context.getHandler().name];
  const taken = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number }
  >; // Nest's own shape
  const prototype = controller.prototype as object; // a class has one
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as (
    { prototype: object } | undefined
  )[];
  const bodies = Object.entries(taken).filter(([key]) => key.startsWith(`${String(RouteParamtypes.BODY)}:`));
  return bodies.some(([, { index }]) => {
    const fields: unknown = Reflect.getMetadata(
      'swagger/apiModelPropertiesArray',
      types[index]?.prototype ?? {},
    );
    return Array.isArray(fields) && fields.includes(':version');
  });
}

const refusals = {
  missing: () =>
    new Refusal(
      428,
      'version-missing',
      'Say in If-Match which version this was decided on: the ETag of what you read.',
    ),
  unused: () =>
    new Refusal(400, 'version-unused', 'This has no version to be decided on. Send it without If-Match.'),
  unfit: () =>
    new Refusal(
      400,
      'version-unfit',
      'Send in If-Match one strong ETag as it was given, and no other version in the body.',
    ),
} as const;
