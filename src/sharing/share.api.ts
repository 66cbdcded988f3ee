import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import { addressKinds, type AddressKind } from '../parties/address.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Paged } from '../platform/page/paging.js';
import { overrideBases, type OverrideBasis } from '../parties/consent.codes.js';
import { shareableItems, shareEndings, shareWays } from './share.codes.js';
import type { ShareableItem, ShareEnding, ShareWay } from './share.codes.js';
import type { Override } from './override.queries.js';
import type { ShareRow } from './share.queries.js';

export class ShareListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) agencyId!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ enum: codesOf(shareableItems), isArray: true }) items!: readonly ShareableItem[];
  @ApiProperty({ enum: codesOf(shareWays) }) way!: ShareWay;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) consentId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) overrideId!: string | null;
  @ApiProperty({ type: String, format: 'date' }) sharedOn!: PlainDate;
  @ApiProperty({ type: String, format: 'date', description: 'The last day they may keep it, inclusive' })
  untilOn!: PlainDate;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: Date | null;
  @ApiProperty({ type: String, enum: codesOf(shareEndings), nullable: true })
  endedBecause!: ShareEnding | null;
  @ApiProperty() version!: number;
  @ApiProperty({ type: String, enum: ['view', 'sheet'], nullable: true }) copy!: 'view' | 'sheet' | null;
  @ApiProperty({ description: 'How often a partner looked at it' }) looks!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lookedAt!: Date | null;
  @ApiProperty({
    enum: codesOf(addressKinds),
    isArray: true,
    description: 'Of the addresses that went with it',
  })
  addressKinds!: readonly AddressKind[];
}

export class SharePage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ShareListed] }) shares!: ShareListed[];
}

export class OverrideListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty({ format: 'uuid' }) agencyId!: string;
  @ApiProperty({ enum: codesOf(overrideBases) }) basis!: OverrideBasis;
  @ApiProperty({ format: 'uuid' }) madeById!: string;
  @ApiProperty({ type: String, format: 'date' }) madeOn!: PlainDate;
}

export class OverridePage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [OverrideListed] }) overrides!: OverrideListed[];
}

/** To which person it went, and for what, stands on the page alone. */
export function sharePage({ page, pages, total, rows }: Paged<ShareRow>): SharePage {
  return { page, pages, total, shares: rows.map(shareListed) };
}

export function shareListed(share: ShareRow): ShareListed {
  const { id, agencyId, agency, items, way, consentId, overrideId, sharedOn, untilOn } = share;
  const { endedAt, endedBecause, version, copy, looks, lookedAt, addressKinds } = share;
  return {
    ...{ id, agencyId, agency, items, way, consentId, overrideId, sharedOn, untilOn },
    ...{ endedAt, endedBecause, version, copy, looks, lookedAt, addressKinds },
  };
}

export function overridePage({ page, pages, total, rows }: Paged<Override>): OverridePage {
  const overrides = rows.map(({ id, caseId, agencyId, basis, madeById, madeOn }) => {
    return { id, caseId, agencyId, basis, madeById, madeOn };
  });
  return { page, pages, total, overrides };
}
