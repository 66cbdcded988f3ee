import { Module } from '@nestjs/common';
import { ConflictTokens } from './conflict-tokens.js';
import { ConflictsApiController } from './conflicts.api.controller.js';
import { ConflictsPagesController } from './conflicts.pages.controller.js';
import { ConflictsService } from './conflicts.service.js';
import { ContractsPagesController } from './contracts.pages.controller.js';
import { Contracts } from './contracts.service.js';
import { PasswordsPagesController } from './passwords.pages.controller.js';
import { Passwords } from './passwords.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';
import { StaffApiController } from './staff.api.controller.js';
import { StaffPagesController } from './staff.pages.controller.js';
import { StaffService } from './staff.service.js';
import { TeamsPagesController } from './teams.pages.controller.js';
import { TeamsService } from './teams.service.js';

@Module({
  controllers: [
    SignInController,
    PasswordsPagesController,
    StaffPagesController,
    StaffApiController,
    TeamsPagesController,
    ContractsPagesController,
    ConflictsPagesController,
    ConflictsApiController,
  ],
  providers: [SignIn, Passwords, StaffService, TeamsService, Contracts, ConflictsService, ConflictTokens],
  exports: [ConflictTokens],
})
export class PeopleModule {}
