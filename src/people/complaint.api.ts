import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import {
  complainants,
  complaintOutcomes,
  complaintSteps,
  complaintSubjects,
  strikeReasons,
} from './complaint.codes.js';
import type { ComplaintRow } from './complaint.queries.js';
import { acknowledgeBy, answerBy, standingOf, type ComplaintTerms } from './complaint.rules.js';

const day = { type: String, format: 'date', nullable: true } as const;
const word = { type: String, nullable: true } as const;
const instant = { type: String, format: 'date-time', nullable: true } as const;
const standing = {
  enum: ['in_time', 'late', 'still_due', 'overdue', 'no_time_set', 'withdrawn'],
} as const;

export class ComplaintBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(complaintSubjects) }) subject!: string;
  @ApiProperty({ enum: codesOf(complainants), description: 'What kind of person; who stands nowhere' })
  complainant!: string;
  @ApiProperty({ format: 'date' }) receivedOn!: string;
  @ApiProperty(day) acknowledgedOn!: string | null;
  @ApiProperty({ ...day, description: 'Last day, inclusive; null where none is set' })
  acknowledgeBy!: string | null;
  @ApiProperty(standing) acknowledged!: string;
  @ApiProperty(day) answeredOn!: string | null;
  @ApiProperty({ ...day, description: 'Last day, inclusive; null where none is set' }) answerBy!:
    string | null;
  @ApiProperty(standing) answered!: string;
  @ApiProperty({ enum: codesOf(complaintOutcomes), nullable: true }) outcome!: string | null;
  @ApiProperty(day) withdrawnOn!: string | null;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
  @ApiProperty({ enum: codesOf(strikeReasons), nullable: true }) struckBecause!: string | null;
  @ApiProperty(word) struckBy!: string | null;
  @ApiProperty(instant) struckAt!: Date | null;
}

export class ComplaintPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ComplaintBody] }) complaints!: ComplaintBody[];
}

export class ComplaintStepBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(complaintSteps) }) step!: string;
  @ApiProperty({ format: 'date' }) doneOn!: string;
  @ApiProperty({ enum: codesOf(complaintOutcomes), nullable: true }) outcome!: string | null;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
  @ApiProperty({ enum: codesOf(strikeReasons), nullable: true }) struckBecause!: string | null;
  @ApiProperty(word) struckBy!: string | null;
  @ApiProperty(instant) struckAt!: Date | null;
}

export class OpenedComplaintBody {
  @ApiProperty({ type: ComplaintBody }) complaint!: ComplaintBody;
  @ApiProperty({ type: [ComplaintStepBody], description: 'Also those that were struck out' })
  steps!: readonly ComplaintStepBody[];
}

/** The complaints received in a quarter, as they stand today. */
export class ComplaintFiguresBody {
  @ApiProperty({ example: '2025-Q4' }) quarter!: string;
  @ApiProperty({ type: 'integer' }) received!: number;
  @ApiProperty({ type: 'integer' }) acknowledgedInTime!: number;
  @ApiProperty({ type: 'integer', description: 'Of how many: acknowledged, or their last day is over' })
  acknowledgementsAsked!: number;
  @ApiProperty({ type: 'integer' }) answeredInTime!: number;
  @ApiProperty({ type: 'integer', description: 'Of how many: answered, or their last day is over' })
  answersAsked!: number;
  @ApiProperty({ type: 'integer' }) upheld!: number;
  @ApiProperty({ type: 'integer' }) partlyUpheld!: number;
  @ApiProperty({ type: 'integer' }) notUpheld!: number;
  @ApiProperty({ type: 'integer' }) withdrawn!: number;
  @ApiProperty({ type: 'integer' }) open!: number;
}

export function complaintBody(row: ComplaintRow, terms: ComplaintTerms, today: PlainDate): ComplaintBody {
  const days = { acknowledgeBy: acknowledgeBy(row, terms), answerBy: answerBy(row, terms) };
  return { ...row, ...days, ...standingOf(row, terms, today) };
}
