import { Module } from '@nestjs/common';
import { CasefilePagesController } from './casefile.pages.controller.js';
import { CasefileService } from './casefile.service.js';
import { HomePagesController } from './home.pages.controller.js';
import { PeopleSearchApiController } from './people-search.api.controller.js';
import { PeopleSearchPagesController } from './people-search.pages.controller.js';
import { PeopleSearch } from './people-search.service.js';
import { SupervisionModule } from '../supervision/supervision.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { Today } from './today.service.js';

@Module({
  imports: [TasksModule, SupervisionModule],
  controllers: [
    HomePagesController,
    CasefilePagesController,
    PeopleSearchPagesController,
    PeopleSearchApiController,
  ],
  providers: [Today, CasefileService, PeopleSearch],
})
export class CasefileModule {}
