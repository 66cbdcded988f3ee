import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';

/** The spine: one client, one course of conduct, one advocate. Coded facts only. */
@Entity('case_file')
export class Case {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: string;
  @Column({ name: 'team_id', type: 'uuid' }) teamId!: string;
  @Column({ type: 'text' }) reference!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'perpetrator_id', type: 'uuid', nullable: true }) perpetratorId!: string | null;
  @Column({ name: 'advocate_id', type: 'uuid' }) advocateId!: string;
  @Column({ name: 'police_area', type: 'text' }) policeArea!: string;
  @Column({ type: 'text', nullable: true }) relationship!: string | null;
  @Column({ name: 'relationship_unknown_reason', type: 'text', nullable: true }) relationshipUnknownReason!:
    string | null;
  @Column({ name: 'cyber_element', type: 'text', nullable: true }) cyberElement!: string | null;
  @Column({ name: 'cyber_unknown_reason', type: 'text', nullable: true }) cyberUnknownReason!: string | null;
  @Column({ name: 'age_at_referral', type: 'integer', nullable: true }) ageAtReferral!: number | null;
  @Column({ name: 'age_unknown_reason', type: 'text', nullable: true }) ageUnknownReason!: string | null;
  @Column({ name: 'opened_on', type: 'date' }) openedOn!: PlainDate;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt!: Date;
  @Column({ name: 'closed_on', type: 'date', nullable: true }) closedOn!: PlainDate | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ name: 'closure_reason', type: 'text', nullable: true }) closureReason!: string | null;
  @Column({ name: 'risk_band', type: 'text', nullable: true }) riskBand!: string | null;
  @Column({ name: 'review_due_on', type: 'date', nullable: true }) reviewDueOn!: PlainDate | null;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'boolean', insert: false, update: false }) sealed!: boolean;
}
