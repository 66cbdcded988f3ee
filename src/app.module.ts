import { Module, type DynamicModule } from '@nestjs/common';
import { CasefileModule } from './casefile/casefile.module.js';
import { CasesModule } from './cases/cases.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlatformModule, type Surroundings } from './platform/platform.module.js';

/** The features, in reading order. */
const features = [PeopleModule, CasesModule, CasefileModule];

@Module({})
export class AppModule {
  static in(surroundings: Surroundings): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.in(surroundings), ...features] };
  }
}
