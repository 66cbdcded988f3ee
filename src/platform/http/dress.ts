import { join } from 'node:path';
import { ValidationPipe } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import express from 'express';
import helmet from 'helmet';
import type { Config } from '../../config.js';
import { projectFolder } from '../project-folder.js';
import { firstMessage } from './form.js';
import { InvalidBody } from './problem.filter.js';
import { sameOrigin } from './same-origin.js';

/** Everything the HTTP app wears, in order. The tests' app wears the same. */
export function dress(app: NestExpressApplication, config: Config): void {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.proxies);
  app.use(headers(config));
  serveAssets(app);
  app.use(neverStored);
  app.use(sameOrigin);
  app.useBodyParser('json', { limit: '256kb' });
  app.useBodyParser('urlencoded', { extended: false, limit: '256kb', parameterLimit: 400 });
  app.useGlobalPipes(bodies());
  if (!config.production)
    SwaggerModule.setup('api/docs', app, () => openApi(app), { jsonDocumentUrl: 'api/openapi.json' });
}

/** The API as its code declares it. */
export function openApi(app: NestExpressApplication) {
  const about = new DocumentBuilder()
    .setTitle('Larkspur')
    .setVersion('1')
    .addCookieAuth('session')
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, about, { include: [], deepScanRoutes: true });
}

function headers(config: Config): express.RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: config.production ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  });
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
