import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import { ComplaintFiguresBody } from './complaint.api.js';
import type { ChangeRow } from './contract-change.queries.js';
import { contractChanges, eligibilities, hoursCounted, posts, targetMeasures } from './contract.codes.js';
import type { OpenedContract } from './contracts.service.js';

const whole = { type: 'integer', nullable: true } as const;
const word = { type: String, nullable: true } as const;
const instant = { type: String, format: 'date-time', nullable: true } as const;

export class AgreementBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) commissionerId!: string;
  @ApiProperty({ format: 'uuid' }) serviceId!: string;
  @ApiProperty() commissioner!: string;
  @ApiProperty() service!: string;
  @ApiProperty({ format: 'date' }) startsOn!: string;
  @ApiProperty({ format: 'date', description: 'Last day, inclusive' }) endsOn!: string;
  @ApiProperty({ type: 'integer' }) cutOffDays!: number;
  @ApiProperty({ type: 'integer' }) returnDueDays!: number;
  @ApiProperty({ type: 'integer' }) annualCostPounds!: number;
  @ApiProperty({ enum: codesOf(eligibilities) }) eligibility!: string;
  @ApiProperty({ ...whole, description: 'Calendar days to acknowledge a complaint in' })
  acknowledgeDays!: number | null;
  @ApiProperty({ ...whole, description: 'Calendar days to answer a complaint in' })
  answerDays!: number | null;
  @ApiProperty({ type: [String] }) areas!: readonly string[];
}

export class TargetBody {
  @ApiProperty({ enum: codesOf(targetMeasures) }) measure!: string;
  @ApiProperty(word) risk!: string | null;
  @ApiProperty({ type: 'integer' }) withinHours!: number;
  @ApiProperty({ type: 'integer' }) sharePercent!: number;
  @ApiProperty({ enum: codesOf(hoursCounted) }) countedIn!: string;
}

export class StaffingBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(posts) }) post!: string;
  @ApiProperty({ type: 'integer', description: 'Hundredths of one full-time equivalent' })
  hundredths!: number;
  @ApiProperty({ format: 'date' }) fromOn!: string;
  @ApiProperty({ ...word, format: 'date', description: 'Last day, inclusive' }) toOn!: string | null;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
}

/** A change that was proposed: what is to be, and once it was approved what was before. */
export class ChangeBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(contractChanges) }) changes!: string;
  @ApiProperty(whole) cutOffDays!: number | null;
  @ApiProperty(whole) returnDueDays!: number | null;
  @ApiProperty(whole) annualCostPounds!: number | null;
  @ApiProperty(word) eligibility!: string | null;
  @ApiProperty(whole) acknowledgeDays!: number | null;
  @ApiProperty(whole) answerDays!: number | null;
  @ApiProperty(word) measure!: string | null;
  @ApiProperty(word) risk!: string | null;
  @ApiProperty(whole) withinHours!: number | null;
  @ApiProperty(whole) sharePercent!: number | null;
  @ApiProperty(word) countedIn!: string | null;
  @ApiProperty(whole) wasCutOffDays!: number | null;
  @ApiProperty(whole) wasReturnDueDays!: number | null;
  @ApiProperty(whole) wasAnnualCostPounds!: number | null;
  @ApiProperty(word) wasEligibility!: string | null;
  @ApiProperty(whole) wasAcknowledgeDays!: number | null;
  @ApiProperty(whole) wasAnswerDays!: number | null;
  @ApiProperty(whole) wasWithinHours!: number | null;
  @ApiProperty(whole) wasSharePercent!: number | null;
  @ApiProperty(word) wasCountedIn!: string | null;
  @ApiProperty() proposedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) proposedAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt!: Date;
  @ApiProperty(word) decision!: string | null;
  @ApiProperty(word) decidedBy!: string | null;
  @ApiProperty(instant) decidedAt!: Date | null;
  @ApiProperty() waiting!: boolean;
  @ApiProperty({ ...word, description: 'Why whoever asks cannot approve it' }) obstacle!: string | null;
}

export class CaseloadBody {
  @ApiProperty({ type: 'integer', description: 'Without what is sealed or kept from whoever asks' })
  openCases!: number;
  @ApiProperty({ type: 'integer', description: 'Hundredths of full-time equivalents today' })
  advocates!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Cases for each full-time advocate' })
  each!: number | null;
}

export class OpenedContractBody {
  @ApiProperty({ type: AgreementBody }) contract!: AgreementBody;
  @ApiProperty({ type: [TargetBody] }) targets!: readonly TargetBody[];
  @ApiProperty({ type: [StaffingBody] }) staffing!: readonly StaffingBody[];
  @ApiProperty({ type: [ChangeBody], description: 'A page of them, the latest first' })
  changes!: readonly ChangeBody[];
  @ApiProperty({ description: 'How many changes there are' }) changesTotal!: number;
  @ApiProperty({ type: CaseloadBody, nullable: true, description: 'For a supervisor of the service' })
  caseload!: CaseloadBody | null;
  @ApiProperty({
    type: [ComplaintFiguresBody],
    nullable: true,
    description: 'This quarter and the four before it, for the service itself',
  })
  complaints!: readonly ComplaintFiguresBody[] | null;
}

export class AgreementPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [AgreementBody] }) contracts!: readonly AgreementBody[];
}

export class ContractMade {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export function openedContract({ changes, ...opened }: OpenedContract): OpenedContractBody {
  return { ...opened, changes: changes.rows satisfies readonly ChangeRow[], changesTotal: changes.total };
}
