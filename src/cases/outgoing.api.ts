import { ApiProperty } from '@nestjs/swagger';
import type { Paged } from '../platform/page/paging.js';
import { outgoingKinds, outgoingMessages, outgoingStates, stopReasons } from '../sending/outgoing.codes.js';
import type { OutgoingRow } from '../sending/outgoing.queries.js';
import { codesOf } from '../kernel/codelist.js';

/** Something that went out, is to, or was stopped. Where to is not told: the contact method says it. */
export class OutgoingBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) methodId!: string;
  @ApiProperty({ enum: codesOf(outgoingKinds) }) kind!: string;
  @ApiProperty({ type: String, enum: codesOf(outgoingMessages), nullable: true }) message!: string | null;
  @ApiProperty({ format: 'date-time' }) useAt!: string;
  @ApiProperty({ enum: codesOf(outgoingStates) }) state!: string;
  @ApiProperty({ type: String, enum: codesOf(stopReasons), nullable: true }) stoppedBecause!: string | null;
  @ApiProperty({ format: 'date-time' }) madeAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
}

export class OutgoingPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [OutgoingBody] }) outgoing!: OutgoingBody[];
}

export function outgoingBody(row: OutgoingRow): OutgoingBody {
  const { id, methodId, kind, message, state, stoppedBecause } = row;
  const [useAt, madeAt] = [row.useAt.toISOString(), row.madeAt.toISOString()];
  const endedAt = row.endedAt?.toISOString() ?? null;
  return { id, methodId, kind, message, useAt, state, stoppedBecause, madeAt, endedAt };
}

export function outgoingPage({ page, pages, total, rows }: Paged<OutgoingRow>): OutgoingPage {
  return { page, pages, total, outgoing: rows.map(outgoingBody) };
}
