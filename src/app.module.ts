import { Module, type DynamicModule } from '@nestjs/common';
import { AllocationModule } from './allocation/allocation.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CasefileModule } from './casefile/casefile.module.js';
import { CasesModule } from './cases/cases.module.js';
import { FoiModule } from './foi/foi.module.js';
import { HelplineModule } from './helpline/helpline.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { BatchModule } from './intake/batch.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlatformModule, type Surroundings } from './platform/platform.module.js';
import { ReferralsModule } from './referrals/referrals.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { ReturnsModule } from './returns/returns.module.js';
import { RiskModule } from './risk/risk.module.js';
import { CapacityModule } from './safeguards/capacity.module.js';
import { CounterAllegationsModule } from './safeguards/counter-allegations.module.js';
import { DangerModule } from './safeguards/danger.module.js';
import { SafeguardsModule } from './safeguards/safeguards.module.js';
import { SendingModule } from './sending/sending.module.js';
import { SharingModule } from './sharing/sharing.module.js';
import { TasksModule } from './tasks/tasks.module.js';
import { SupervisionModule } from './supervision/supervision.module.js';

/** The features, in reading order. */
const features = [
  PeopleModule,
  SendingModule,
  CasesModule,
  AllocationModule,
  ReferralsModule,
  IntakeModule,
  BatchModule,
  HelplineModule,
  SafeguardsModule,
  DangerModule,
  CapacityModule,
  CounterAllegationsModule,
  RiskModule,
  OrdersModule,
  SharingModule,
  TasksModule,
  SupervisionModule,
  ReturnsModule,
  FoiModule,
  RetentionModule,
  AuditModule,
  CasefileModule,
];

@Module({})
export class AppModule {
  static in(surroundings: Surroundings): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.in(surroundings), ...features] };
  }
}
