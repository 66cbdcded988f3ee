import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IdentifierKind, Platform } from './identifier.codes.js';

/** What else a client or a perpetrator is known by; the thing itself stands in IdentifierIdentity. */
@Entity('identifier')
export class Identifier {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid', nullable: true }) clientId!: string | null;
  @Column({ name: 'perpetrator_id', type: 'uuid', nullable: true }) perpetratorId!: string | null;
  @Column({ type: 'text' }) kind!: IdentifierKind;
  @Column({ type: 'text', nullable: true }) platform!: Platform | null;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'retracted_at', type: 'timestamptz', nullable: true }) retractedAt!: Date | null;
  @Column({ type: 'integer' }) version!: number;
}
