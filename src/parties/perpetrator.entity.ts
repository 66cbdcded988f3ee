import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone said to be stalking: an allegation, not a finding. */
@Entity('perpetrator')
export class Perpetrator {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: string;
  @Column({ name: 'team_id', type: 'uuid' }) teamId!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'boolean', insert: false, update: false }) sealed!: boolean;
}
