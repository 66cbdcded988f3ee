import { ApiProperty } from '@nestjs/swagger';
import { codesOf, type Codelist } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { measures, type Measure } from './measure.codes.js';
import { notificationOn } from './notification.rules.js';
import { orderActs, orderEndings, orderKinds, orderStates, stepReasons, termKinds } from './order.codes.js';
import type { OrderAct, OrderEnding, OrderKind, OrderState, StepReason, TermKind } from './order.codes.js';
import type { ProtectionOrder } from './order.entity.js';
import { inForceOn } from './order.rules.js';
import type { WholeOrder } from './orders.service.js';

export const oneOf = (list: Codelist) => ({ enum: codesOf(list) });
export const maybeOneOf = (list: Codelist) => ({ ...oneOf(list), type: String, nullable: true }) as const;
export const day = { type: String, format: 'date' } as const;
export const maybeDay = { ...day, nullable: true } as const;

export class OrderLineBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(oneOf(measures)) measure!: Measure;
  @ApiProperty(oneOf(orderStates)) state!: OrderState;
  @ApiProperty({ description: 'Whether an interim or full order is in force today' }) inForce!: boolean;
  @ApiProperty(day) appliedOn!: PlainDate;
  @ApiProperty(maybeDay) interimMadeOn!: PlainDate | null;
  @ApiProperty({ ...maybeDay, description: 'Last day of the fixed period, inclusive' })
  interimExpiresOn!: PlainDate | null;
  @ApiProperty(maybeDay) interimServedOn!: PlainDate | null;
  @ApiProperty(maybeDay) madeOn!: PlainDate | null;
  @ApiProperty({ ...maybeDay, description: 'Last day in force, inclusive' }) expiresOn!: PlainDate | null;
  @ApiProperty() untilFurtherOrder!: boolean;
  @ApiProperty(maybeDay) servedOn!: PlainDate | null;
  @ApiProperty({
    ...maybeDay,
    description: 'Last lawful day to give name and address: the day of service is day one of three',
  })
  notificationDueOn!: PlainDate | null;
  @ApiProperty(maybeDay) notifiedOn!: PlainDate | null;
  @ApiProperty() notificationOverdue!: boolean;
  @ApiProperty(maybeDay) refusedOn!: PlainDate | null;
  @ApiProperty(maybeDay) withdrawnOn!: PlainDate | null;
  @ApiProperty(maybeDay) endedOn!: PlainDate | null;
  @ApiProperty(maybeOneOf(orderEndings)) ending!: OrderEnding | null;
  @ApiProperty({
    description: 'To be sent with an act, which is refused as stale where the order has moved on',
  })
  version!: number;
}

export class TermBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() number!: number;
  @ApiProperty() edition!: number;
  @ApiProperty(oneOf(termKinds)) kind!: TermKind;
  @ApiProperty(day) fromOn!: PlainDate;
  @ApiProperty(maybeDay) toOn!: PlainDate | null;
  @ApiProperty() wording!: string;
}

export class StepBody {
  @ApiProperty(oneOf(orderActs)) act!: OrderAct;
  @ApiProperty(maybeOneOf(orderKinds)) kind!: OrderKind | null;
  @ApiProperty(day) onDay!: PlainDate;
  @ApiProperty(maybeOneOf(stepReasons)) reason!: StepReason | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Of a discharge' }) byConsent!: boolean | null;
  @ApiProperty() recordedBy!: string;
  @ApiProperty() recordedAt!: Date;
}

export class OrderBody {
  @ApiProperty() order!: OrderLineBody;
  @ApiProperty({ type: [TermBody] }) terms!: readonly TermBody[];
  @ApiProperty({ type: [StepBody] }) steps!: readonly StepBody[];
  @ApiProperty({ type: [String], format: 'uuid' }) breachIds!: readonly string[];
}

export function orderLineBody(order: ProtectionOrder, today: PlainDate): OrderLineBody {
  const { caseId: _, recordedAt: __, ...facts } = order;
  const notificationOverdue = notificationOn(order, today).is === 'overdue';
  return { ...facts, inForce: inForceOn(order, today), notificationOverdue };
}

export function orderBody({ order, terms, steps, breaches }: WholeOrder, today: PlainDate): OrderBody {
  return { order: orderLineBody(order, today), terms, steps, breachIds: breaches.map(({ id }) => id) };
}
