import { Module } from '@nestjs/common';
import { AppOffers } from './app-offers.js';
import { CredentialLog } from './credential-log.js';
import { Entrance } from './entrance.js';
import { FirstFactors } from './first-factors.service.js';
import { FirstStep } from './first-step.js';
import { KnownDevices } from './known-devices.js';
import { NewFactors } from './new-factors.js';
import { Passkeys } from './passkeys.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { ProgramSignIn } from './program-sign-in.js';
import { SecondFactors } from './second-factors.service.js';
import { SecondProofs } from './second-proofs.js';
import { SecondStepController } from './second-step.controller.js';
import { SignOutController } from './session.controller.js';
import { SetUpController } from './set-up.controller.js';
import { SignInAttemptsJob } from './sign-in-attempts.job.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';
import { NextStep } from './next-step.js';
import { SsoClient } from './sso-client.js';
import { SsoController } from './sso.controller.js';
import { SsoEntrance } from './sso-entrance.js';
import { SsoLinks } from './sso-links.service.js';
import { Sso } from './sso.service.js';
import { StepUpController } from './step-up.controller.js';
import { StepUp } from './step-up.service.js';
import { Throttle } from './throttle.js';

@Module({
  controllers: [
    SignInController,
    SecondStepController,
    SetUpController,
    SignOutController,
    StepUpController,
    SsoController,
  ],
  providers: [
    CredentialLog,
    Throttle,
    SignInAttemptsJob,
    KnownDevices,
    SignIn,
    PendingSignIns,
    FirstStep,
    SecondFactors,
    AppOffers,
    Passkeys,
    SecondProofs,
    NewFactors,
    FirstFactors,
    Entrance,
    ProgramSignIn,
    StepUp,
    NextStep,
    SsoClient,
    Sso,
    SsoLinks,
    SsoEntrance,
  ],
  exports: [SignIn, KnownDevices, AppOffers, Passkeys, Sso],
})
export class SignInModule {}
