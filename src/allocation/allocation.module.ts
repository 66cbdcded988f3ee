import { Module } from '@nestjs/common';
import { AbsencesApiController } from './absences.api.controller.js';
import { AbsencesPagesController } from './absences.pages.controller.js';
import { AbsencesService } from './absences.service.js';
import { AllocationApiController } from './allocation.api.controller.js';
import { AllocationPagesController } from './allocation.pages.controller.js';
import { AllocationService } from './allocation.service.js';
import { LeavingService } from './leaving.service.js';
import { WorkersApiController } from './workers.api.controller.js';
import { WorkersPagesController } from './workers.pages.controller.js';
import { WorkersService } from './workers.service.js';

@Module({
  controllers: [
    AllocationPagesController,
    WorkersPagesController,
    AbsencesPagesController,
    AllocationApiController,
    WorkersApiController,
    AbsencesApiController,
  ],
  providers: [AllocationService, WorkersService, AbsencesService, LeavingService],
})
export class AllocationModule {}
