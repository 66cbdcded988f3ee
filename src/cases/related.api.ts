import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import {
  childContacts,
  households,
  relatedChanges,
  relatedKinds,
  relations,
} from '../parties/related.codes.js';
import type {
  ChildContact,
  Household,
  RelatedChange,
  RelatedKind,
  Relation,
} from '../parties/related.codes.js';
import type { RelatedChanged, RelatedPerson } from '../parties/related.queries.js';
import type { Paged } from '../platform/page/paging.js';

const words = { type: String, nullable: true } as const;
const years = { type: 'integer', nullable: true } as const;

export class RelatedListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(relatedKinds) }) kind!: RelatedKind;
  @ApiProperty({ enum: codesOf(relations) }) relation!: Relation;
  @ApiProperty() fullName!: string;
  @ApiProperty({ ...words, description: 'A phone number or an email address' }) reachedBy!: string | null;
  @ApiProperty({ ...words, description: 'Of a professional' }) worksFor!: string | null;
  @ApiProperty({ ...years, description: 'Of a child, the year of birth' }) bornIn!: number | null;
  @ApiProperty({ ...years, description: 'Of a child, the age as it was told' }) ageTold!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) ageToldOn!: PlainDate | null;
  @ApiProperty({
    enum: codesOf(households),
    nullable: true,
    description: 'Whether they live with the client',
  })
  inHousehold!: Household | null;
  @ApiProperty({
    enum: codesOf(childContacts),
    nullable: true,
    description: 'Of a child, with the perpetrator',
  })
  contact!: ChildContact | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: Date | null;
  @ApiProperty() version!: number;
}

export class RelatedPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [RelatedListed] }) people!: RelatedListed[];
}

export class RelatedChangeListed {
  @ApiProperty({ enum: codesOf(relatedChanges) }) did!: RelatedChange;
  @ApiProperty() by!: string;
  @ApiProperty() at!: Date;
  @ApiProperty() why!: string;
}

export class RelatedShown extends RelatedListed {
  @ApiProperty({ type: [RelatedChangeListed], description: 'The latest twenty' })
  changes!: RelatedChangeListed[];
}

export function relatedPage({ page, pages, total, rows }: Paged<RelatedPerson>): RelatedPage {
  return { page, pages, total, people: rows.map(relatedListed) };
}

export function relatedShown(person: RelatedPerson, changes: readonly RelatedChanged[]): RelatedShown {
  return {
    ...relatedListed(person),
    changes: changes.map(({ did, by, at, why }) => ({ did, by, at, why })),
  };
}

function relatedListed(person: RelatedPerson) {
  const { id, kind, relation, fullName, reachedBy, worksFor, bornIn, ageTold, ageToldOn } = person;
  const { inHousehold, contact, endedAt, version } = person;
  const who = { id, kind, relation, fullName, reachedBy, worksFor };
  return { ...who, bornIn, ageTold, ageToldOn, inHousehold, contact, endedAt, version };
}
