import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Measure } from './measure.codes.js';
import type { OrderEnding, OrderState } from './order.codes.js';

/** A protective measure sought or in force in a case. */
@Entity('protection_order')
export class ProtectionOrder {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'case_id', type: 'uuid' }) caseId!: string;
  @Column({ type: 'text' }) measure!: Measure;
  @Column({ type: 'text' }) state!: OrderState;
  @Column({ name: 'applied_on', type: 'date' }) appliedOn!: PlainDate;
  @Column({ name: 'interim_made_on', type: 'date', nullable: true }) interimMadeOn!: PlainDate | null;
  @Column({ name: 'interim_expires_on', type: 'date', nullable: true }) interimExpiresOn!: PlainDate | null;
  @Column({ name: 'interim_served_on', type: 'date', nullable: true }) interimServedOn!: PlainDate | null;
  @Column({ name: 'made_on', type: 'date', nullable: true }) madeOn!: PlainDate | null;
  @Column({ name: 'expires_on', type: 'date', nullable: true }) expiresOn!: PlainDate | null;
  @Column({ name: 'until_further_order', type: 'boolean' }) untilFurtherOrder!: boolean;
  @Column({ name: 'served_on', type: 'date', nullable: true }) servedOn!: PlainDate | null;
  @Column({ name: 'notification_due_on', type: 'date', nullable: true }) notificationDueOn!: PlainDate | null;
  @Column({ name: 'notified_on', type: 'date', nullable: true }) notifiedOn!: PlainDate | null;
  @Column({ name: 'refused_on', type: 'date', nullable: true }) refusedOn!: PlainDate | null;
  @Column({ name: 'withdrawn_on', type: 'date', nullable: true }) withdrawnOn!: PlainDate | null;
  @Column({ name: 'ended_on', type: 'date', nullable: true }) endedOn!: PlainDate | null;
  @Column({ type: 'text', nullable: true }) ending!: OrderEnding | null;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ type: 'integer' }) version!: number;
}
