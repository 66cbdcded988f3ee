import { join } from 'node:path';
import { ValidationPipe } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import express from 'express';
import type { Config } from '../../config.js';
import { projectFolder } from '../project-folder.js';
import { isUpload, knownContentTypes, reportTypes } from './content-types.js';
import { exactMethods } from './exact-methods.js';
import { Csrf } from './csrf.js';
import { firstMessage } from './form.js';
import { checksFormKeys } from './form-keys.js';
import { headers } from './headers.js';
import { InvalidBody } from './problem.js';
import { openApi } from './openapi.js';
import { numbered } from './request-context.js';
import { RouteIds } from './route-ids.pipe.js';
import { sameOrigin } from './same-origin.js';
import { soundInput } from './sound-input.js';
import { readsUploads } from './uploads.js';

/** Everything the HTTP app wears, in order. The tests' app wears the same. */
export function dress(app: NestExpressApplication, config: Config): void {
  app.disable('x-powered-by');
  app.disable('etag'); // a record's own is its version; of nothing else is a copy kept
  app.set('query parser', 'simple');
  app.set('trust proxy', config.proxies);
  app.use(numbered);
  app.use(...headers(config));
  serveAssets(app);
  app.use(neverStored);
  app.use(exactMethods(app));
  app.use(sameOrigin);
  app.use(knownContentTypes);
  app.useBodyParser('json', { limit: '7mb', inflate: false, type: isUpload });
  app.useBodyParser('json', { limit: '256kb', inflate: false });
  app.useBodyParser('json', { limit: '16kb', inflate: false, type: reportTypes });
  app.useBodyParser('urlencoded', { extended: false, limit: '256kb', parameterLimit: 400, inflate: false });
  app.use(readsUploads(app.get(Csrf)));
  app.use(soundInput);
  app.use(checksFormKeys(app.get(Csrf)));
  app.useGlobalPipes(new RouteIds(), bodies());
  if (!config.production)
    SwaggerModule.setup('api/docs', app, () => openApi(app), { jsonDocumentUrl: 'api/openapi.json' });
}

/** Styles and scripts say nothing of anyone, so browsers may keep them; everything else they may not. */
function serveAssets(app: NestExpressApplication): void {
  const kept = { maxAge: '1h', index: false, fallthrough: true };
  const modules = join(projectFolder, 'node_modules');
  app.use('/assets', express.static(join(projectFolder, 'dist/assets'), kept));
  app.use(
    '/assets/govuk',
    express.static(join(modules, 'govuk-frontend/dist/govuk'), { ...kept, extensions: ['js'] }),
  );
  app.use(
    '/assets/moj',
    express.static(join(modules, '@ministryofjustice/frontend/moj'), { ...kept, extensions: ['js'] }),
  );
}

function neverStored(_: express.Request, response: express.Response, next: express.NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

function bodies(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    transformOptions: { exposeUnsetFields: false },
    exceptionFactory: (errors) =>
      new InvalidBody(Object.fromEntries(errors.map((error) => [error.property, firstMessage(error)]))),
  });
}
