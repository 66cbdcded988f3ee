import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { RequestState } from './foi.codes.js';

/** A request for information. What it says and who asked stand in tables of their own. */
@Entity('foi_request')
export class FoiRequest {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: string;
  @Column({ type: 'text' }) reference!: string;
  @Column({ name: 'received_on', type: 'date' }) receivedOn!: PlainDate;
  @Column({ name: 'clarified_on', type: 'date', nullable: true }) clarifiedOn!: PlainDate | null;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: PlainDate;
  @Column({ type: 'text' }) state!: RequestState;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ type: 'integer' }) version!: number;
}
