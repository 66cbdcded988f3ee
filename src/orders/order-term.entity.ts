import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { TermKind } from './order.codes.js';

/** One edition of one condition; both days inclusive. */
@Entity('order_term')
export class OrderTerm {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId!: string;
  @Column({ type: 'integer' }) number!: number;
  @Column({ type: 'integer' }) edition!: number;
  @Column({ type: 'text' }) kind!: TermKind;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: PlainDate;
  @Column({ name: 'to_on', type: 'date', nullable: true }) toOn!: PlainDate | null;
}
