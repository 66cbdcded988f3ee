import { Module } from '@nestjs/common';
import { AccountPagesController } from './account.pages.controller.js';
import { BreachedList } from './breached-list.js';
import { ContractsPagesController } from './contracts.pages.controller.js';
import { Contracts } from './contracts.service.js';
import { OwnFactorsPagesController } from './own-factors.pages.controller.js';
import { OwnFactors } from './own-factors.service.js';
import { OwnSessions } from './own-sessions.service.js';
import { PasswordsPagesController } from './passwords.pages.controller.js';
import { Passwords } from './passwords.service.js';
import { SessionsApiController } from './sessions.api.controller.js';
import { SignInPolicyPagesController } from './sign-in-policy.pages.controller.js';
import { SignInPolicy } from './sign-in-policy.service.js';
import { SignInModule } from './sign-in.module.js';
import { StaffApiController } from './staff.api.controller.js';
import { StaffPagesController } from './staff.pages.controller.js';
import { StaffService } from './staff.service.js';
import { TeamsPagesController } from './teams.pages.controller.js';
import { TeamsService } from './teams.service.js';

@Module({
  imports: [SignInModule],
  controllers: [
    AccountPagesController,
    OwnFactorsPagesController,
    SessionsApiController,
    SignInPolicyPagesController,
    PasswordsPagesController,
    StaffPagesController,
    StaffApiController,
    TeamsPagesController,
    ContractsPagesController,
  ],
  providers: [
    BreachedList,
    OwnFactors,
    OwnSessions,
    SignInPolicy,
    Passwords,
    StaffService,
    TeamsService,
    Contracts,
  ],
})
export class PeopleModule {}
