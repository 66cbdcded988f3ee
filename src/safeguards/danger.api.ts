import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import { safeties, type Safety } from '../parties/contact.codes.js';
import {
  dangerDecisions,
  dangerSteps,
  stepStandings,
  type DangerDecision,
  type DangerStep,
  type StepStanding,
} from './danger.codes.js';
import type { Danger, StepRow } from './danger.queries.js';
import { unfinishedSteps } from './danger.rules.js';
import type { DangerScreen } from './dangers.service.js';

class StepListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(dangerSteps) }) step!: DangerStep;
  @ApiProperty({ enum: codesOf(stepStandings) }) standing!: StepStanding;
  @ApiProperty({ type: String, enum: codesOf(safeties), nullable: true }) safe!: Safety | null;
  @ApiProperty({ type: String, nullable: true, description: 'The supervisor who was told' })
  told!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Opened as any address is' })
  addressId!: string | null;
  @ApiProperty({ type: String, nullable: true }) words!: string | null;
  @ApiProperty() takenAt!: Date;
  @ApiProperty() takenBy!: string;
}

class DangerListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() beganAt!: Date;
  @ApiProperty() beganBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: Date | null;
  @ApiProperty({ type: String, nullable: true }) endedBy!: string | null;
  @ApiProperty({ type: String, enum: codesOf(dangerDecisions), nullable: true })
  decision!: DangerDecision | null;
  @ApiProperty({ type: String, nullable: true }) why!: string | null;
  @ApiProperty({ description: 'Whether it went up because something stayed undone' }) escalated!: boolean;
}

class DangerFollowed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() beganAt!: Date;
  @ApiProperty() beganBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: Date | null;
  @ApiProperty({ type: String, nullable: true }) endedBy!: string | null;
  @ApiProperty({ type: String, enum: codesOf(dangerDecisions), nullable: true })
  decision!: DangerDecision | null;
  @ApiProperty({ type: String, nullable: true }) why!: string | null;
  @ApiProperty({ description: 'Whether it went up because something stayed undone' }) escalated!: boolean;
  @ApiProperty({ type: [StepListed] }) steps!: StepListed[];
  @ApiProperty({ enum: codesOf(dangerSteps), isArray: true, description: 'The steps still to be taken' })
  unfinished!: DangerStep[];
}

class LeadListed {
  @ApiProperty({ format: 'uuid' }) staffId!: string;
  @ApiProperty() who!: string;
  @ApiProperty({ description: 'Whether to ring them first' }) onCall!: boolean;
}

export class DangerBody {
  @ApiProperty({ type: DangerFollowed, nullable: true, description: 'The danger that is not over' })
  danger!: DangerFollowed | null;
  @ApiProperty({
    type: [LeadListed],
    description: 'The supervisors who may be told of it, whoever is on call first',
  })
  leads!: LeadListed[];
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [DangerListed], description: 'Those that are over' }) over!: DangerListed[];
}

export function dangerBody({ danger, steps, leads, over }: DangerScreen): DangerBody {
  const { page, pages, total, rows } = over;
  const followed = danger
    ? { ...dangerListed(danger), steps: steps.map(stepListed), unfinished: unfinishedSteps(steps) }
    : null;
  const listed = leads.map(({ staffId, who, onCall }) => ({ staffId, who, onCall }));
  return { danger: followed, leads: listed, page, pages, total, over: rows.map(dangerListed) };
}

function dangerListed(danger: Danger) {
  const { id, beganAt, beganBy, endedAt, endedBy, decision, why, escalated } = danger;
  return { id, beganAt, beganBy, endedAt, endedBy, decision, why, escalated };
}

function stepListed(row: StepRow): StepListed {
  const { id, step, standing, safe, told, addressId, words, takenAt, takenBy } = row;
  return { id, step, standing, safe, told, addressId, words, takenAt, takenBy };
}
