import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sealed } from '../platform/sealing/sealed.js';

/** One edition of the answer to a request, kept as it was drafted. */
@Entity('foi_answer')
export class FoiAnswer {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'request_id', type: 'uuid' }) requestId!: string;
  @Column({ type: 'integer' }) edition!: number;
  @Column({ type: 'bytea' }) letter!: Sealed;
  @Column({ name: 'letter_hash', type: 'bytea' }) letterHash!: Buffer;
  @Column({ name: 'drafted_by', type: 'uuid' }) draftedBy!: string;
  @Column({ name: 'drafted_at', type: 'timestamptz' }) draftedAt!: Date;
  @Column({ name: 'approved_by', type: 'uuid', nullable: true }) approvedBy!: string | null;
  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true }) approvedAt!: Date | null;
  @Column({ name: 'approved_hash', type: 'bytea', nullable: true }) approvedHash!: Buffer | null;
}
