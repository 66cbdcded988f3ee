import { Module } from '@nestjs/common';
import { AccountPagesController } from './account.pages.controller.js';
import { AgreementsApiController } from './agreements.api.controller.js';
import { BreachedList } from './breached-list.js';
import { ComplaintsApiController } from './complaints.api.controller.js';
import { ComplaintsPagesController } from './complaints.pages.controller.js';
import { Complaints } from './complaints.service.js';
import { ConflictTokens } from './conflict-tokens.js';
import { ConflictsApiController } from './conflicts.api.controller.js';
import { ConflictsPagesController } from './conflicts.pages.controller.js';
import { ConflictsService } from './conflicts.service.js';
import { ContractChangesPagesController } from './contract-changes.pages.controller.js';
import { ContractChanges } from './contract-changes.service.js';
import { ContractStaffingPagesController } from './contract-staffing.pages.controller.js';
import { ContractStaffing } from './contract-staffing.service.js';
import { ContractsApiController } from './contracts.api.controller.js';
import { ContractsPagesController } from './contracts.pages.controller.js';
import { Contracts } from './contracts.service.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { KeysApiController } from './keys.api.controller.js';
import { KeysPagesController } from './keys.pages.controller.js';
import { KeysService } from './keys.service.js';
import { NewPasswords } from './new-passwords.js';
import { OwnFactorsPagesController } from './own-factors.pages.controller.js';
import { OwnFactors } from './own-factors.service.js';
import { OwnSessions } from './own-sessions.service.js';
import { PasswordsPagesController } from './passwords.pages.controller.js';
import { Passwords } from './passwords.service.js';
import { ProposalsApiController } from './proposals.api.controller.js';
import { ProposalsPagesController } from './proposals.pages.controller.js';
import { ProposalsService } from './proposals.service.js';
import { SessionsApiController } from './sessions.api.controller.js';
import { SignInPolicyPagesController } from './sign-in-policy.pages.controller.js';
import { SignInPolicy } from './sign-in-policy.service.js';
import { SignInModule } from './sign-in.module.js';
import { StaffActsApiController } from './staff-acts.api.controller.js';
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
    StaffActsApiController,
    ProposalsPagesController,
    ProposalsApiController,
    InvitationsController,
    KeysPagesController,
    KeysApiController,
    TeamsPagesController,
    ContractsPagesController,
    ContractsApiController,
    AgreementsApiController,
    ContractChangesPagesController,
    ContractStaffingPagesController,
    ComplaintsPagesController,
    ComplaintsApiController,
    ConflictsPagesController,
    ConflictsApiController,
  ],
  providers: [
    BreachedList,
    NewPasswords,
    OwnFactors,
    OwnSessions,
    SignInPolicy,
    Passwords,
    StaffService,
    ProposalsService,
    Invitations,
    KeysService,
    TeamsService,
    Contracts,
    ContractChanges,
    ContractStaffing,
    Complaints,
    ConflictsService,
    ConflictTokens,
  ],
  exports: [ConflictTokens],
})
export class PeopleModule {}
