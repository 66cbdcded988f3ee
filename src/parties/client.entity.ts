import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sex } from '../codes/demographics.codes.js';
import type { UnknownReason } from '../codes/unknown-reason.codes.js';

/** Someone being stalked who was referred: coded facts only. Who they are stands in ClientIdentity. */
@Entity('client')
export class Client {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: string;
  @Column({ name: 'team_id', type: 'uuid' }) teamId!: string;
  @Column({ type: 'text', nullable: true }) sex!: Sex | null;
  @Column({ name: 'sex_unknown_reason', type: 'text', nullable: true })
  sexUnknownReason!: UnknownReason | null;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'boolean', insert: false, update: false }) sealed!: boolean;
}
