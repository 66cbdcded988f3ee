import { Module } from '@nestjs/common';
import { ReleaseOutgoingJob } from './release-outgoing.job.js';
import { Release } from './release.service.js';
import { Senders } from './senders.js';
import { TellLeadJob } from './tell-lead.job.js';
import { TellMakerJob } from './tell-maker.job.js';

@Module({ providers: [Senders, Release, ReleaseOutgoingJob, TellMakerJob, TellLeadJob], exports: [Senders] })
export class SendingModule {}
