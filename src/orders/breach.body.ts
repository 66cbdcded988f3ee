import { ApiProperty } from '@nestjs/swagger';
import type { PlainDate } from '../kernel/plain-date.js';
import { outcomeGroupOf } from './breach-outcome.rules.js';
import {
  breachOutcomes,
  breachStates,
  courtResults,
  crimeRecordings,
  homeOfficeNumbers,
  notReportedReasons,
  outcomeGroups,
} from './breach.codes.js';
import type {
  BreachOutcome,
  BreachState,
  CourtResult,
  CrimeRecording,
  NotReportedReason,
  OutcomeGroup,
} from './breach.codes.js';
import type { WholeBreach } from './breaches.service.js';
import { day, maybeDay, maybeOneOf, oneOf } from './order.body.js';
import { yesNo, type YesNo } from './order.codes.js';

export class BreachBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) orderId!: string;
  @ApiProperty(oneOf(breachStates)) state!: BreachState;
  @ApiProperty(day) occurredOn!: PlainDate;
  @ApiProperty({ type: [String], format: 'uuid', description: 'The editions of conditions named' })
  termIds!: string[];
  @ApiProperty() ofNotification!: boolean;
  @ApiProperty({ description: 'It happened before service' }) knowledgeToBeProved!: boolean;
  @ApiProperty() whatHappened!: string;
  @ApiProperty(oneOf(yesNo)) reportedToPolice!: YesNo;
  @ApiProperty(maybeOneOf(notReportedReasons)) notReportedReason!: NotReportedReason | null;
  @ApiProperty(maybeDay) reportedOn!: PlainDate | null;
  @ApiProperty({ ...maybeOneOf(crimeRecordings), description: 'Null where nobody has asked yet' })
  recordedAsCrime!: CrimeRecording | null;
  @ApiProperty(maybeDay) recordedOn!: PlainDate | null;
  @ApiProperty({ type: String, nullable: true }) crimeReference!: string | null;
  @ApiProperty(maybeOneOf(breachOutcomes)) outcome!: BreachOutcome | null;
  @ApiProperty({ type: String, nullable: true, example: '15B' }) homeOfficeOutcome!: string | null;
  @ApiProperty(maybeDay) outcomeOn!: PlainDate | null;
  @ApiProperty({ ...oneOf(outcomeGroups), description: 'The one line it is counted on: the furthest it got' })
  outcomeGroup!: OutcomeGroup;
  @ApiProperty(maybeOneOf(courtResults)) courtResult!: CourtResult | null;
  @ApiProperty(maybeDay) courtResultOn!: PlainDate | null;
  @ApiProperty({ description: 'To be sent with an act' }) version!: number;
}

export function breachBody({ breach, named, narrative }: WholeBreach): BreachBody {
  const { caseId: _, recordedAt: __, namedAt: ___, ...facts } = breach;
  const { whatHappened, crimeReference } = narrative;
  return {
    ...facts,
    whatHappened,
    crimeReference,
    termIds: named.map(({ id }) => id),
    homeOfficeOutcome: breach.outcome && homeOfficeNumbers[breach.outcome],
    outcomeGroup: outcomeGroupOf(breach),
  };
}
