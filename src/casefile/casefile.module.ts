import { Module } from '@nestjs/common';
import { Today } from './today.service.js';
import { HomePagesController } from './home.pages.controller.js';

@Module({ controllers: [HomePagesController],
  providers: [Today] })
export class CasefileModule {}
