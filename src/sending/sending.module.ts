import { Module } from '@nestjs/common';
import { AnswerReferrerJob } from './answer-referrer.job.js';
import { ReleaseOutgoingJob } from './release-outgoing.job.js';
import { Release } from './release.service.js';
import { Senders } from './senders.js';
import { SweepOutgoingJob } from './sweep-outgoing.job.js';
import { TellLeadJob } from './tell-lead.job.js';
import { TellMakerJob } from './tell-maker.job.js';
import { TellSupervisorsJob } from './tell-supervisors.job.js';

@Module({
  providers: [
    Senders,
    Release,
    ReleaseOutgoingJob,
    SweepOutgoingJob,
    TellMakerJob,
    TellLeadJob,
    AnswerReferrerJob,
    TellSupervisorsJob,
  ],
  exports: [Senders],
})
export class SendingModule {}
