import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { runProcess, say, startWork } from './starting.js';

/** The job process: the same features, no listener. */
await runProcess(async (_, { surroundings }) => {
  const app = await NestFactory.createApplicationContext(AppModule.in(surroundings), {
    abortOnError: false,
    logger: ['error', 'fatal'],
  });
  await startWork(app);
  say('The worker is at work.');
  return app;
});
