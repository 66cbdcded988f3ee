import { Module } from '@nestjs/common';
import { HomePagesController } from './home.pages.controller.js';

@Module({ controllers: [HomePagesController] })
export class CasefileModule {}
