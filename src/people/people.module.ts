import { Module } from '@nestjs/common';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';

@Module({ controllers: [SignInController], providers: [SignIn] })
export class PeopleModule {}
