import { ApiProperty } from '@nestjs/swagger';
import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { toolBands, type ToolBand } from '../risk/risk.codes.js';
import { lookDueOn } from './review.rules.js';
import type { Awaited } from './supervision.service.js';

export class AwaitingBody {
  @ApiProperty({ format: 'uuid' }) assessmentId!: string;
  @ApiProperty() caseReference!: string;
  @ApiProperty({ format: 'uuid' }) authorId!: string;
  @ApiProperty({ enum: codesOf(toolBands) }) toolBand!: ToolBand;
  @ApiProperty({ enum: codesOf(riskBands) }) professionalBand!: RiskBand;
  @ApiProperty() submittedAt!: Date;
  @ApiProperty({ type: String, format: 'date', description: 'The last day for the first look, inclusive' })
  dueOn!: PlainDate;
}

export class AwaitingPageBody {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [AwaitingBody] }) rows!: AwaitingBody[];
}

export function awaitingBody({ paged: { page, pages, total, rows } }: Awaited): AwaitingPageBody {
  const lines = rows.map((line) => {
    const { id, reference, authorId, toolBand, professionalBand, submittedAt } = line;
    return {
      assessmentId: id,
      caseReference: reference,
      authorId,
      toolBand,
      professionalBand,
      submittedAt,
      dueOn: lookDueOn(line),
    };
  });
  return { page, pages, total, rows: lines };
}
