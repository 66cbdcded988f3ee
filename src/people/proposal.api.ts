import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import type { Paged } from '../platform/page/paging.js';
import { proposalDecisions, staffActs } from './proposal.codes.js';
import type { Proposal } from './proposal.queries.js';
import type { Approved } from './proposals.service.js';

/** A proposal as a program reads it. */
export class ProposalBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(staffActs) }) act!: string;
  @ApiProperty() role!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) subjectId!: string | null;
  @ApiProperty() displayName!: string;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: [String], description: 'Names of the teams they would join' })
  joins!: readonly string[];
  @ApiProperty({ type: [String], description: 'Names of the teams they would leave' })
  leaves!: readonly string[];
  @ApiProperty() proposedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) proposedAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt!: Date;
  @ApiProperty({ enum: codesOf(proposalDecisions), nullable: true }) decision!: string | null;
  @ApiProperty({ type: String, nullable: true }) decidedBy!: string | null;
  @ApiProperty() waiting!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why whoever asks cannot approve it' })
  obstacle!: string | null;
}

export class ProposalPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ProposalBody] }) rows!: readonly ProposalBody[];
}

export class WaitingBody {
  @ApiProperty({ format: 'uuid' }) proposalId!: string;
  @ApiProperty() displayName!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The proposer’s half of the invitation, in this answer and nowhere else',
  })
  half!: string | null;
}

export class OutcomeBody {
  @ApiProperty({
    type: WaitingBody,
    nullable: true,
    description: 'What somebody else must approve; null where it is done',
  })
  waiting!: WaitingBody | null;
}

export class ApprovedBody implements Approved {
  @ApiProperty({ format: 'uuid' }) staffId!: string;
  @ApiProperty() displayName!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The approver’s half of the invitation, in this answer and nowhere else',
  })
  half!: string | null;
}

export function proposalPage({ page, pages, total, rows }: Paged<Proposal>): ProposalPage {
  return { page, pages, total, rows };
}
