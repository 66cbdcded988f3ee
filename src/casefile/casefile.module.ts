import { Module } from '@nestjs/common';
import { CasefilePagesController } from './casefile.pages.controller.js';
import { CasefileService } from './casefile.service.js';
import { HomePagesController } from './home.pages.controller.js';
import { Today } from './today.service.js';

@Module({ controllers: [HomePagesController, CasefilePagesController], providers: [Today, CasefileService] })
export class CasefileModule {}
