import { Module } from '@nestjs/common';
import { ContractsPagesController } from './contracts.pages.controller.js';
import { Contracts } from './contracts.service.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { KeysApiController } from './keys.api.controller.js';
import { KeysPagesController } from './keys.pages.controller.js';
import { KeysService } from './keys.service.js';
import { PasswordsPagesController } from './passwords.pages.controller.js';
import { Passwords } from './passwords.service.js';
import { ProposalsApiController } from './proposals.api.controller.js';
import { ProposalsPagesController } from './proposals.pages.controller.js';
import { ProposalsService } from './proposals.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';
import { StaffActsApiController } from './staff-acts.api.controller.js';
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
    StaffActsApiController,
    ProposalsPagesController,
    ProposalsApiController,
    InvitationsController,
    KeysPagesController,
    KeysApiController,
    TeamsPagesController,
    ContractsPagesController,
  ],
  providers: [
    SignIn,
    Passwords,
    StaffService,
    ProposalsService,
    Invitations,
    KeysService,
    TeamsService,
    Contracts,
  ],
})
export class PeopleModule {}
