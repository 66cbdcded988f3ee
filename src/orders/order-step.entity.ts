import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { OrderAct, OrderKind, StepReason } from './order.codes.js';

/** Every act on an order with its day; what returns count. Append-only. */
@Entity('order_step')
export class OrderStep {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId!: string;
  @Column({ type: 'text' }) act!: OrderAct;
  @Column({ name: 'on_day', type: 'date' }) onDay!: PlainDate;
  @Column({ type: 'text', nullable: true }) reason!: StepReason | null;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ type: 'text', nullable: true }) kind!: OrderKind | null;
  @Column({ name: 'by_consent', type: 'boolean', nullable: true }) byConsent!: boolean | null;
}
