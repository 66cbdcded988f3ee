import { ApiProperty } from '@nestjs/swagger';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Case } from './case.entity.js';
import type { CaseHeader } from './case.queries.js';
import type { Caseload } from './caseload.view.js';

/** What was made, by its id. */
export class Created {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

/** A case or a referral that somebody is in. */
export class FoundInBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() reference!: string;
  @ApiProperty({ enum: ['case', 'referral'] }) kind!: string;
}

export class CaseListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'SA-2026-7KX4WQD' }) reference!: string;
  @ApiProperty() clientName!: string;
  @ApiProperty() advocateName!: string;
  @ApiProperty({ type: String, format: 'date' }) openedOn!: PlainDate;
  @ApiProperty({ type: String, format: 'date', nullable: true }) closedOn!: PlainDate | null;
  @ApiProperty({ type: String, nullable: true }) riskBand!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) reviewDueOn!: PlainDate | null;
}

export class CasePage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [CaseListed] }) cases!: CaseListed[];
}

/** A case as a program reads it: codes as they are stored, of each fact either the value or the reason it is not known. */
export class CaseBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'SA-2026-7KX4WQD' }) reference!: string;
  @ApiProperty() clientName!: string;
  @ApiProperty({ type: String, nullable: true }) knownAs!: string | null;
  @ApiProperty({ type: String, nullable: true }) perpetratorName!: string | null;
  @ApiProperty({ description: 'That the perpetrator was seen before: a supervisor is to be asked' })
  seenBefore!: boolean;
  @ApiProperty({ format: 'uuid' }) advocateId!: string;
  @ApiProperty() policeArea!: string;
  @ApiProperty({ type: String, nullable: true }) relationship!: string | null;
  @ApiProperty({ type: String, nullable: true }) relationshipUnknownReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) cyberElement!: string | null;
  @ApiProperty({ type: String, nullable: true }) cyberUnknownReason!: string | null;
  @ApiProperty({ type: [String] }) cyberTypes!: readonly string[];
  @ApiProperty({ type: 'integer', nullable: true }) ageAtReferral!: number | null;
  @ApiProperty({ type: String, nullable: true }) ageUnknownReason!: string | null;
  @ApiProperty({ type: String, format: 'date' }) openedOn!: PlainDate;
  @ApiProperty({ type: String, format: 'date', nullable: true }) closedOn!: PlainDate | null;
  @ApiProperty({ type: String, nullable: true }) closureReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) riskBand!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) reviewDueOn!: PlainDate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) supportedOn!: PlainDate | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) referralId!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'On what basis it was opened of a client who did not want to be contacted',
  })
  withoutContact!: string | null;
  @ApiProperty({
    description: 'To be sent with a change, which is refused as stale where the case has moved on',
  })
  version!: number;
}

export function caseBody(kase: Case, header: CaseHeader): CaseBody {
  const { clientName, knownAs, perpetratorName, seenBefore, cyberTypes, supportedOn } = header;
  const { referralId, withoutContact } = header;
  const { id, reference, advocateId, policeArea, relationship, relationshipUnknownReason, cyberElement } =
    kase;
  const { cyberUnknownReason, ageAtReferral, ageUnknownReason, openedOn, closedOn, closureReason, riskBand } =
    kase;
  return {
    id,
    reference,
    clientName,
    knownAs,
    perpetratorName,
    seenBefore,
    advocateId,
    policeArea,
    relationship,
    relationshipUnknownReason,
    cyberElement,
    cyberUnknownReason,
    cyberTypes,
    ageAtReferral,
    ageUnknownReason,
    openedOn,
    closedOn,
    closureReason,
    riskBand,
    reviewDueOn: kase.reviewDueOn,
    supportedOn,
    referralId,
    withoutContact,
    version: kase.version,
  };
}

export function casePage({ cases: { page, pages, total, rows } }: Caseload): CasePage {
  return { page, pages, total, cases: [...rows] };
}
