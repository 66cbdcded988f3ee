import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Eligibility } from './contract.codes.js';

/** Who funds whom, until when, on which terms. Areas and targets stand in tables of their own. */
@Entity('contract')
export class Contract {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'commissioner_id', type: 'uuid' }) commissionerId!: string;
  @Column({ name: 'service_id', type: 'uuid' }) serviceId!: string;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: PlainDate;
  @Column({ name: 'ends_on', type: 'date' }) endsOn!: PlainDate;
  @Column({ name: 'cut_off_days', type: 'integer' }) cutOffDays!: number;
  @Column({ name: 'return_due_days', type: 'integer' }) returnDueDays!: number;
  @Column({ name: 'annual_cost_pounds', type: 'integer' }) annualCostPounds!: number;
  /** Calendar days after a complaint was received, or null where the contract says none. */
  @Column({ name: 'acknowledge_days', type: 'integer', nullable: true }) acknowledgeDays!: number | null;
  @Column({ name: 'answer_days', type: 'integer', nullable: true }) answerDays!: number | null;
  @Column({ type: 'text' }) eligibility!: Eligibility;
}
