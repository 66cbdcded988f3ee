import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import { addressKinds, addressOwners } from '../parties/address.codes.js';
import type { AddressKind, AddressOwner } from '../parties/address.codes.js';
import { relations, type Relation } from '../parties/related.codes.js';
import type { Paged } from '../platform/page/paging.js';
import { copiedItems, type CopiedItem } from './copy.codes.js';
import type { Look } from './copy.queries.js';
import { ShareListed, shareListed } from './share.api.js';
import type { SharedCopy } from './shared-copy.service.js';

class Copied {
  @ApiProperty({ enum: codesOf(copiedItems) }) item!: CopiedItem;
  @ApiProperty() words!: string;
}

class AddressGone {
  @ApiProperty({ format: 'uuid' }) addressId!: string;
  @ApiProperty({ enum: codesOf(addressOwners) }) whose!: AddressOwner;
  @ApiProperty({ type: String, enum: codesOf(relations), nullable: true }) relation!: Relation | null;
  @ApiProperty({ enum: codesOf(addressKinds) }) kind!: AddressKind;
}

class LookListed {
  @ApiProperty({ type: String, format: 'date-time' }) lookedAt!: Date;
  @ApiProperty() by!: string;
}

class LookPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [LookListed] }) looks!: LookListed[];
}

export class CopyShown extends ShareListed {
  @ApiProperty({ type: [Copied] }) says!: Copied[];
  @ApiProperty({ type: [AddressGone] }) addresses!: AddressGone[];
  @ApiProperty({ type: LookPage, description: 'By partners, the latest first' }) lookedAtBy!: LookPage;
}

export function copyShown({
  share,
  items,
  addresses,
  looks: { page, pages, total, rows },
}: SharedCopy & { looks: Paged<Look> }): CopyShown {
  return Object.assign(shareListed(share), {
    says: items.map(({ item, words }) => ({ item, words })),
    addresses: addresses.map(({ addressId, whose, relation, kind }) => ({
      addressId,
      whose,
      relation,
      kind,
    })),
    lookedAtBy: { page, pages, total, looks: rows.map(({ lookedAt, by }) => ({ lookedAt, by })) },
  });
}
