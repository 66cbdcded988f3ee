import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OverrideBasis } from '../parties/consent.codes.js';
import type { DeclineReason, ReferralState, TriageDecision } from './triage.codes.js';

/** One asking for help for one person, as it came in: coded facts only. */
@Entity('referral')
export class Referral {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: string;
  @Column({ name: 'team_id', type: 'uuid' }) teamId!: string;
  @Column({ type: 'text' }) reference!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'perpetrator_id', type: 'uuid', nullable: true }) perpetratorId!: string | null;
  @Column({ name: 'received_at', type: 'timestamptz' }) receivedAt!: Date;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'recorded_by', type: 'uuid', nullable: true }) recordedBy!: string | null;
  /** The database says which key it was sent with; no statement may. */
  @Column({ name: 'sent_with', type: 'uuid', nullable: true, insert: false }) sentWith!: string | null;
  /** The database says whether it came by a public form; no statement may. */
  @Column({ name: 'by_form', type: 'boolean', insert: false }) byForm!: boolean;
  @Column({ type: 'text', nullable: true }) source!: string | null;
  @Column({ name: 'source_unknown_reason', type: 'text', nullable: true }) sourceUnknownReason!:
    string | null;
  @Column({ name: 'police_area', type: 'text' }) policeArea!: string;
  @Column({ type: 'text', nullable: true }) relationship!: string | null;
  @Column({ name: 'relationship_unknown_reason', type: 'text', nullable: true }) relationshipUnknownReason!:
    string | null;
  @Column({ name: 'cyber_element', type: 'text', nullable: true }) cyberElement!: string | null;
  @Column({ name: 'cyber_unknown_reason', type: 'text', nullable: true }) cyberUnknownReason!: string | null;
  @Column({ name: 'age_at_referral', type: 'integer', nullable: true }) ageAtReferral!: number | null;
  @Column({ name: 'age_unknown_reason', type: 'text', nullable: true }) ageUnknownReason!: string | null;
  @Column({ name: 'reported_to_police', type: 'text', nullable: true }) reportedToPolice!: string | null;
  @Column({ name: 'reported_unknown_reason', type: 'text', nullable: true }) reportedUnknownReason!:
    string | null;
  @Column({ name: 'police_recorded_as', type: 'text', nullable: true }) policeRecordedAs!: string | null;
  @Column({ type: 'text' }) state!: ReferralState;
  @Column({ type: 'text', nullable: true }) decision!: TriageDecision | null;
  @Column({ name: 'decision_reason', type: 'text', nullable: true }) decisionReason!: DeclineReason | null;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ name: 'duplicate_of', type: 'uuid', nullable: true }) duplicateOf!: string | null;
  @Column({ name: 'case_id', type: 'uuid', nullable: true }) caseId!: string | null;
  /** On what basis a case was opened of somebody who does not want to be contacted; null where it took none. */
  @Column({ name: 'without_contact', type: 'text', nullable: true, insert: false })
  withoutContact!: OverrideBasis | null;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'boolean', insert: false, update: false }) sealed!: boolean;
}
