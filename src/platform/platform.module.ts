import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { ANCHOR_PLACES, anchorPlaces } from './audit/anchor-places.js';
import { Anchoring } from './audit/anchoring.js';
import { Exporting } from './audit/exporting.js';
import { RecordedInterceptor } from './audit/recorded.js';
import { SealKey } from './audit/seal-key.js';
import { Sealer } from './audit/sealer.js';
import { Strangers } from './audit/strangers.js';
import { Verifying } from './audit/verifying.js';
import { Clock } from './clock.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { AccessGuard } from './http/access.js';
import { CarriedForms } from './http/carried-forms.js';
import { Csrf } from './http/csrf.js';
import { HealthController } from './http/health.controller.js';
import { KeptAnswers } from './http/kept-answers.js';
import { KeptAnswersJob } from './http/kept-answers.job.js';
import { OnceInterceptor } from './http/once.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ReportsController } from './http/reports.controller.js';
import { ServiceKeys } from './http/service-key.js';
import { Sessions } from './http/session.js';
import { VersionInterceptor } from './http/version.interceptor.js';
import { Queues } from './jobs/queues.js';
import { Relay } from './jobs/relay.js';
import { Repeating } from './jobs/repeating.js';
import { JOBS_URL } from './jobs-url.js';
import { Log } from './log.js';
import { PageInterceptor } from './page/page.interceptor.js';
import { Renderer, TEMPLATES } from './page/renderer.js';
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
    const audit = [SealKey, Sealer, Anchoring, Verifying, Exporting, Strangers];
    const doors = [Clock, Log, Seals, UnitOfWork, Sessions, ServiceKeys, CarriedForms];
    const shared = [...doors, Queues, Relay, Repeating, Csrf, ...audit];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      controllers: [HealthController, ReportsController],
      providers: [
        ...shared,
        Renderer,
        KeptAnswers,
        KeptAnswersJob,
        { provide: CONFIG, useValue: config },
        { provide: DataSource, useValue: dataSource },
        { provide: Secrets, useValue: secrets },
        { provide: CUSTODIAN, useValue: custodian },
        { provide: JOBS_URL, useValue: jobsUrl },
        { provide: ANCHOR_PLACES, useValue: anchorPlaces(config) },
        { provide: TEMPLATES, useFactory: templates },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        // Outermost first, so that an answer is kept as it is sent; the last is the nearest to the handler, so that nothing is
        // sent before it is entered.
        { provide: APP_INTERCEPTOR, useClass: OnceInterceptor },
        { provide: APP_INTERCEPTOR, useClass: VersionInterceptor },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
        { provide: APP_INTERCEPTOR, useClass: RecordedInterceptor },
      ],
      exports: [...shared, CONFIG, CUSTODIAN, Secrets],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
