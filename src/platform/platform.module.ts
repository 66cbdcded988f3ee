import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { Clock } from './clock.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { AccessGuard } from './http/access.js';
import { HealthController } from './http/health.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Sessions } from './http/session.js';
import { Queues } from './jobs/queues.js';
import { Relay } from './jobs/relay.js';
import { JOBS_URL } from './jobs-url.js';
import { Log } from './log.js';
import { PageInterceptor, TEMPLATES } from './page/page.js';
import { templates } from './page/templates.js';
import { CUSTODIAN, type KeyCustodian } from './sealing/key-custodian.js';
import { Seals } from './sealing/sealing.js';
import { Secrets } from './secrets.js';

/** What the outside gives the program: its configuration, an open data source, the root secret and who keeps the keys. */
export interface Surroundings {
  readonly config: Config;
  readonly dataSource: DataSource;
  readonly secrets: Secrets;
  readonly custodian: KeyCustodian;
  /** Where the queues keep their jobs where there is no Redis. */
  readonly jobsUrl: string;
}

@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  static in({ config, dataSource, secrets, custodian, jobsUrl }: Surroundings): DynamicModule {
    const shared = [Clock, Log, Seals, UnitOfWork, Sessions, Queues, Relay];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      controllers: [HealthController],
      providers: [
        ...shared,
        { provide: CONFIG, useValue: config },
        { provide: DataSource, useValue: dataSource },
        { provide: Secrets, useValue: secrets },
        { provide: CUSTODIAN, useValue: custodian },
        { provide: JOBS_URL, useValue: jobsUrl },
        { provide: TEMPLATES, useFactory: templates },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
      ],
      exports: [...shared, CONFIG, CUSTODIAN, Secrets],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
