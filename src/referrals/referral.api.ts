import { ApiProperty } from '@nestjs/swagger';
import type { Paged } from '../platform/page/paging.js';
import { ClockBody, clockBody, clocksBody } from './clock.api.js';
import type { ReferralList } from './referral.view.js';
import type { OpenedReferral } from './referrals.service.js';
import type { Escalated } from './triage.queries.js';

export class ReferralCreated {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class ReferralSent {
  @ApiProperty({
    example: 'RF-2026-7KX4WQD',
    description: 'To name the referral by. It says nothing of anyone',
  })
  reference!: string;
}

export class ReferralDecided {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The case an acceptance opened' })
  caseId!: string | null;
}

export class ReferralListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'RF-2026-7KX4WQD' }) reference!: string;
  @ApiProperty() clientName!: string;
  @ApiProperty({ type: String, nullable: true }) source!: string | null;
  @ApiProperty({ type: String, nullable: true }) sourceUnknownReason!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) receivedAt!: Date;
  @ApiProperty() state!: string;
  @ApiProperty({
    type: ClockBody,
    nullable: true,
    description: 'The clock due first, of those that still run',
  })
  clock!: ClockBody | null;
}

export class ReferralPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ReferralListed] }) referrals!: ReferralListed[];
}

/** A referral that went up because nobody decided it: by its reference, and nothing of anyone. */
export class ReferralEscalated {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'RF-2026-7KX4WQD' }) reference!: string;
  @ApiProperty() team!: string;
  @ApiProperty({ type: String, format: 'date-time' }) receivedAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) escalatedAt!: Date;
  @ApiProperty({ description: 'Whether it is of a team of one’s own, and so can be opened' }) own!: boolean;
  @ApiProperty({
    description: 'Whether no supervisor of its team can open it, and one may move it to a team of one’s own',
  })
  mayMove!: boolean;
}

export class EscalatedPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ReferralEscalated] }) referrals!: ReferralEscalated[];
}

export function escalatedPage({ page, pages, total, rows }: Paged<Escalated>): EscalatedPage {
  return { page, pages, total, referrals: [...rows] };
}

/** An attempt to reach whoever is referred, before there is a case. */
export class AttemptBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: Date;
  @ApiProperty() channel!: string;
  @ApiProperty() outcome!: string;
  @ApiProperty() recordedBy!: string;
}

/** A referral as a program reads it: codes as they are stored, of each fact either the value or why it is not known. */
export class ReferralBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'RF-2026-7KX4WQD' }) reference!: string;
  @ApiProperty({ format: 'uuid' }) teamId!: string;
  @ApiProperty({ type: String, format: 'date-time' }) receivedAt!: Date;
  @ApiProperty({ description: 'Whether it came by a form that needs no account' }) byForm!: boolean;
  @ApiProperty({ type: String, nullable: true }) source!: string | null;
  @ApiProperty({ type: String, nullable: true }) sourceUnknownReason!: string | null;
  @ApiProperty() policeArea!: string;
  @ApiProperty({ type: String, nullable: true }) relationship!: string | null;
  @ApiProperty({ type: String, nullable: true }) relationshipUnknownReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) cyberElement!: string | null;
  @ApiProperty({ type: String, nullable: true }) cyberUnknownReason!: string | null;
  @ApiProperty({ type: [String] }) cyberTypes!: readonly string[];
  @ApiProperty({ type: 'integer', nullable: true }) ageAtReferral!: number | null;
  @ApiProperty({ type: String, nullable: true }) ageUnknownReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) reportedToPolice!: string | null;
  @ApiProperty({ type: String, nullable: true }) reportedUnknownReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) policeRecordedAs!: string | null;
  @ApiProperty() state!: string;
  @ApiProperty({ type: String, nullable: true }) decision!: string | null;
  @ApiProperty({ type: String, nullable: true }) decisionReason!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) duplicateOf!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) caseId!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'On what basis a case was opened of somebody who does not want to be contacted',
  })
  withoutContact!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who has it in hand' })
  deciderId!: string | null;
  @ApiProperty({ type: [ClockBody], description: 'From when it was received' }) clocks!: ClockBody[];
  @ApiProperty({ type: [AttemptBody], description: 'Made before there was a case, the newest first' })
  attempts!: readonly AttemptBody[];
  @ApiProperty() clientName!: string;
  @ApiProperty() whatHappened!: string;
  @ApiProperty({
    description: 'To be sent with a decision, which is refused as stale where the referral has moved on',
  })
  version!: number;
}

export function referralBody(
  { referral, detail, person, handling }: OpenedReferral,
  now: Date,
): ReferralBody {
  const {
    organisationId: _o,
    clientId: _c,
    perpetratorId: _p,
    recordedAt: _at,
    recordedBy: _by,
    sentWith: _key,
    sealed: _sealed,
    decidedBy: _d,
    ...facts
  } = referral;
  const { cyberTypes, whatHappened } = detail;
  const deciderId = handling.decider?.id ?? null;
  const { clocks } = clocksBody(handling.clocks, now);
  const { attempts } = handling;
  return {
    ...facts,
    deciderId,
    clocks,
    attempts,
    cyberTypes,
    whatHappened,
    clientName: person.client.fullName,
  };
}

export function referralPage({ referrals: { page, pages, total, rows } }: ReferralList): ReferralPage {
  return {
    page,
    pages,
    total,
    referrals: rows.map((row) => ({ ...row, clock: row.clock && clockBody(row.clock) })),
  };
}
