import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { dress } from './platform/http/dress.js';
import type { Surroundings } from './platform/platform.module.js';

/** The whole program, dressed but not yet listening. */
export async function createApplication(surroundings: Surroundings): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.in(surroundings), {
    abortOnError: false,
    bodyParser: false,
    logger: ['error', 'fatal'],
  });
  dress(app, surroundings.config);
  return app.init();
}

/** The same features without a listener, for what is done and then ends, and for the worker. */
export function createContext(surroundings: Surroundings): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.in(surroundings), {
    abortOnError: false,
    logger: ['error', 'fatal'],
  });
}
