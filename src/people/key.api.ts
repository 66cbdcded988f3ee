import { ApiProperty } from '@nestjs/swagger';
import { keyScopes } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import type { Paged } from '../platform/page/paging.js';
import type { KeyListed } from './key.queries.js';

/** A service key as a program reads it, without the key. */
export class KeyBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(keyScopes) }) scope!: string;
  @ApiProperty({ description: 'Who holds it' }) name!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) teamId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) replaces!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) madeAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt!: Date;
  @ApiProperty() approved!: boolean;
  @ApiProperty({ description: 'Revoked or expired' }) ended!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastUsedAt!: Date | null;
}

export class KeyPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [KeyBody] }) rows!: readonly KeyBody[];
}

export class KeyMadeBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'In this answer and nowhere else' }) key!: string;
}

export function keyPage({ page, pages, total, rows }: Paged<KeyListed>): KeyPage {
  return { page, pages, total, rows: rows.map(keyBody) };
}

export function keyBody(key: KeyListed): KeyBody {
  const { id, scope, name, teamId, replaces, madeAt, expiresAt, approved, ended, lastUsedAt } = key;
  return { id, scope, name, teamId, replaces, madeAt, expiresAt, approved, ended, lastUsedAt };
}
