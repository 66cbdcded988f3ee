import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { handlersOf, isActOfPeople } from './access.js';
import { onlyAsks } from './once.interceptor.js';

type Path = OpenAPIObject['paths'][string];
type Operation = NonNullable<Path['get']>;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What any request may be told, whatever it asks for: written once, here, and not on each handler. */
const refusals = {
  every: {
    400: 'Could not be read, or has no Idempotency-Key where one is asked for',
    401: 'Nobody is signed in',
    404: 'There is no such thing, or not for whoever asks',
    413: 'Larger than anything here',
    422: 'Not right, or against a rule, which `type` names',
    429: 'A service key was used too often; Retry-After says when to try again',
    503: 'The database is busy; Retry-After says when to try again',
  },
  change: {
    403: 'From another site, or without a sign that it is not',
    409: 'Someone else changed it meanwhile: `type` is stale, and both versions are told; or it met another change',
    415: 'Not JSON',
  },
  versioned: { 428: 'Neither If-Match nor `version` says which version this was decided on' },
} as const;

/** The API as its code declares it, with what is true of every operation. */
export function openApi(app: NestExpressApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Larkspur')
    .setVersion('1')
    .addCookieAuth('session')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, about, { include: [], deepScanRoutes: true });
  const schemas = { ...document.components?.schemas, Problem: problem };
  const once = new Set(
    handlersOf(app).flatMap(({ controller, name, handler }) =>
      isActOfPeople(handler) && !onlyAsks(handler) ? [`${controller}_${name}`] : [],
    ),
  );
  for (const [address, path] of Object.entries(document.paths)) {
    for (const method of methods) if (path[method]) complete(path[method], method);
    if (path.post && address.startsWith('/api/') && once.has(path.post.operationId ?? ''))
      path.post.parameters = [...(path.post.parameters ?? []), idempotencyKey];
  }
  return { ...document, components: { ...document.components, schemas } };
}

function complete(operation: Operation, method: (typeof methods)[number]): void {
  const isChange = method !== 'get';
  const told = { ...refusals.every, ...(isChange ? { ...refusals.change, ...refusals.versioned } : {}) };
  const answers = Object.entries(told).map(
    ([status, description]) => [status, { description, content }] as const,
  );
  operation.responses = { ...Object.fromEntries(answers), ...operation.responses };
  if (isChange) operation.parameters = [...(operation.parameters ?? []), ifMatch];
}

const problem = {
  type: 'object' as const,
  required: ['status', 'type', 'title', 'detail'],
  properties: {
    status: { type: 'integer' as const },
    type: { type: 'string' as const },
    title: { type: 'string' as const },
    detail: { type: 'string' as const },
    errors: { type: 'object' as const, additionalProperties: { type: 'string' as const } },
    currentVersion: { type: 'integer' as const },
    sent: { description: 'What was sent, where someone else was first' },
  },
};

const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const ifMatch = {
  name: 'If-Match',
  in: 'header' as const,
  required: false,
  description: 'The ETag of the record that this was decided on; stands for `version` in the body',
  schema: { type: 'string' as const, example: '"3"' },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: true,
  description: 'Sent again with the same key within a day, it is not done again, and answered as it was',
  schema: { type: 'string' as const, minLength: 8, maxLength: 128 },
};
