import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type {
  BreachOutcome,
  BreachState,
  CourtResult,
  CrimeRecording,
  NotReportedReason,
} from './breach.codes.js';
import type { YesNo } from './order.codes.js';

/** A breach of an order in force that day. Possible until the terms are held and one is named. */
@Entity('breach')
export class Breach {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'case_id', type: 'uuid' }) caseId!: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId!: string;
  @Column({ type: 'text' }) state!: BreachState;
  @Column({ name: 'occurred_on', type: 'date' }) occurredOn!: PlainDate;
  @Column({ name: 'of_notification', type: 'boolean' }) ofNotification!: boolean;
  @Column({ name: 'knowledge_to_be_proved', type: 'boolean' }) knowledgeToBeProved!: boolean;
  @Column({ name: 'reported_to_police', type: 'text' }) reportedToPolice!: YesNo;
  @Column({ name: 'not_reported_reason', type: 'text', nullable: true })
  notReportedReason!: NotReportedReason | null;
  @Column({ name: 'reported_on', type: 'date', nullable: true }) reportedOn!: PlainDate | null;
  @Column({ name: 'recorded_as_crime', type: 'text', nullable: true })
  recordedAsCrime!: CrimeRecording | null;
  @Column({ name: 'recorded_on', type: 'date', nullable: true }) recordedOn!: PlainDate | null;
  @Column({ type: 'text', nullable: true }) outcome!: BreachOutcome | null;
  @Column({ name: 'outcome_on', type: 'date', nullable: true }) outcomeOn!: PlainDate | null;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'named_at', type: 'timestamptz', nullable: true }) namedAt!: Date | null;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'court_result', type: 'text', nullable: true }) courtResult!: CourtResult | null;
  @Column({ name: 'court_result_on', type: 'date', nullable: true }) courtResultOn!: PlainDate | null;
}
