import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Paged } from '../platform/page/paging.js';
import type { PanelAction } from './panel-action.queries.js';
import { panelCriteria, repeatAnswers, repeatFindings } from './panel.codes.js';
import type { PanelCriterion, RepeatAnswer, RepeatFound } from './panel.codes.js';
import type { PanelReferral } from './panel.queries.js';

const day = { type: String, format: 'date' } as const;
const dayOrNone = { ...day, nullable: true } as const;
const idOrNone = { type: String, format: 'uuid', nullable: true } as const;

export class PanelReferralListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) agencyId!: string;
  @ApiProperty() panel!: string;
  @ApiProperty({ ...idOrNone, description: 'What went with it; null where another agency referred' })
  shareId!: string | null;
  @ApiProperty({ enum: codesOf(panelCriteria), isArray: true }) criteria!: readonly PanelCriterion[];
  @ApiProperty(dayOrNone) incidentOn!: PlainDate | null;
  @ApiProperty(day) referredOn!: PlainDate;
  @ApiProperty({ enum: codesOf(repeatFindings) }) repeatFound!: RepeatFound;
  @ApiProperty({ enum: codesOf(repeatAnswers) }) repeatSaid!: RepeatAnswer;
  @ApiProperty(dayOrNone) meetingOn!: PlainDate | null;
  @ApiProperty() version!: number;
}

export class PanelReferralPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [PanelReferralListed] }) referrals!: PanelReferralListed[];
}

export class PanelActionListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ ...idOrNone, description: 'The agency whose it is; null where it is ours' })
  ownerId!: string | null;
  @ApiProperty() words!: string;
  @ApiProperty({ ...day, description: 'The last day it is in time, inclusive' }) dueOn!: PlainDate;
  @ApiProperty(dayOrNone) doneOn!: PlainDate | null;
  @ApiProperty() version!: number;
}

export class PanelActionPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [PanelActionListed] }) actions!: PanelActionListed[];
}

export class PanelReferralShown extends PanelReferralListed {
  @ApiProperty({ type: String, nullable: true }) why!: string | null;
  @ApiProperty({ type: String, nullable: true }) repeatReason!: string | null;
  @ApiProperty({ type: PanelActionPage }) actions!: PanelActionPage;
}

export function panelReferralPage({ page, pages, total, rows }: Paged<PanelReferral>): PanelReferralPage {
  return { page, pages, total, referrals: rows.map(listed) };
}

export function panelReferralShown(
  referral: PanelReferral,
  { page, pages, total, rows }: Paged<PanelAction>,
): PanelReferralShown {
  const actions = rows.map(({ id, ownerId, words, dueOn, doneOn, version }) => {
    return { id, ownerId, words, dueOn, doneOn, version };
  });
  const { repeatReason } = referral;
  const why = referral.why ?? referral.grounds;
  return { ...listed(referral), why, repeatReason, actions: { page, pages, total, actions } };
}

function listed(referral: PanelReferral) {
  const { id, agencyId, panel, shareId, criteria, incidentOn, referredOn } = referral;
  const { repeatFound, repeatSaid, meetingOn, version } = referral;
  return {
    ...{ id, agencyId, panel, shareId, criteria, incidentOn, referredOn },
    ...{ repeatFound, repeatSaid, meetingOn, version },
  };
}
