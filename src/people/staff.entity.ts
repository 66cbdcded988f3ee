import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../kernel/actor.js';
import type { StaffState } from './staff.codes.js';

@Entity('staff')
export class Staff {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: string;
  @Column({ type: 'text' }) role!: Role;
  @Column({ name: 'display_name', type: 'text' }) displayName!: string;
  @Column({ type: 'text' }) email!: string;
  @Column({ type: 'text' }) state!: StaffState;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'added_by', type: 'uuid', nullable: true }) addedBy!: string | null;
  @Column({ name: 'added_at', type: 'timestamptz' }) addedAt!: Date;
}
