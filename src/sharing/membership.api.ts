import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import type { Paged } from '../platform/page/paging.js';
import type { MembershipRow } from './agency-member.queries.js';
import { membershipStanding, type MembershipStanding } from './membership.rules.js';
import { membershipStandings } from './membership.view.js';

class Member {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) staffId!: string;
  @ApiProperty() displayName!: string;
  @ApiProperty({ enum: codesOf(membershipStandings) }) standing!: MembershipStanding;
  @ApiProperty() isSuspended!: boolean;
  @ApiProperty() namedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) namedAt!: Date;
  @ApiProperty({ type: String, nullable: true }) confirmedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt!: Date | null;
  @ApiProperty({ type: String, nullable: true }) endedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: Date | null;
}

/** Whoever is or was of an agency and has an account here. */
export class AgencyMembers {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [Member] }) members!: Member[];
}

export function agencyMembers({ page, pages, total, rows }: Paged<MembershipRow>): AgencyMembers {
  const members = rows.map(({ namedById, ...row }) => ({
    ...row,
    standing: membershipStanding({ ...row, namedById }),
  }));
  return { page, pages, total, members };
}
