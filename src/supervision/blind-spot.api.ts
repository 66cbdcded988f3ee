import { ApiProperty } from '@nestjs/swagger';
import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { codesOf } from '../kernel/codelist.js';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import { factKinds, type FactKind } from '../tasks/task.codes.js';
import { blindSpots, type BlindSpot } from './blind-spot.codes.js';
import { howCounted } from './blind-spot.rules.js';
import type { Board, SpotListed } from './blind-spots.service.js';

export class BlindSpotBody {
  @ApiProperty({ enum: codesOf(blindSpots) }) spot!: BlindSpot;
  @ApiProperty() total!: number;
  @ApiProperty({ description: 'How it was counted: whose, by which rule and with which days' })
  counted!: string;
}

export class BoardBody {
  @ApiProperty() asAt!: Date;
  @ApiProperty({ type: [BlindSpotBody] }) spots!: BlindSpotBody[];
}

export class SpottedBody {
  @ApiProperty({ format: 'uuid', description: 'Of the record it follows from' }) id!: string;
  @ApiProperty({ enum: codesOf(factKinds) }) kind!: FactKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) caseId!: string | null;
  @ApiProperty() reference!: string;
  @ApiProperty({ type: String, enum: codesOf(riskBands), nullable: true }) riskBand!: RiskBand | null;
  @ApiProperty({ description: 'Where something is done about it' }) href!: string;
  @ApiProperty({ type: String, format: 'date' }) dueOn!: PlainDate;
  @ApiProperty({ type: String, nullable: true, description: 'Of what was asked for by hand' })
  title!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of the case, where it is in one' })
  advocate!: string | null;
}

export class BlindSpotPage extends BlindSpotBody {
  @ApiProperty() asAt!: Date;
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty({ type: [SpottedBody] }) rows!: SpottedBody[];
}

export function boardBody({ asAt, rules, counts }: Board): BoardBody {
  const today = londonDate(asAt);
  const spots = blindSpots.map(({ code }) => ({
    spot: code,
    total: counts[code],
    counted: howCounted(code, rules, today),
  }));
  return { asAt, spots };
}

export function blindSpotPage({ asAt, rules, spot, paged }: SpotListed): BlindSpotPage {
  const { page, pages, total } = paged;
  const rows = paged.rows.map((row) => {
    const { id, kind, caseId, reference, riskBand, href, dueOn, title, advocate } = row;
    return { id, kind, caseId, reference, riskBand, href, dueOn, title, advocate };
  });
  return { spot, total, counted: howCounted(spot, rules, londonDate(asAt)), asAt, page, pages, rows };
}
