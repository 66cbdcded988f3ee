import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RiskBand } from '../codes/risk-band.codes.js';
import type { ReviewDecision } from './review.codes.js';

/** A supervisor's review of one assessment. Each is reviewed once. */
@Entity('review')
export class Review {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'assessment_id', type: 'uuid' }) assessmentId!: string;
  @Column({ name: 'reviewer_id', type: 'uuid' }) reviewerId!: string;
  @Column({ type: 'text' }) decision!: ReviewDecision;
  @Column({ type: 'text', nullable: true }) band!: RiskBand | null;
  @Column({ type: 'timestamptz' }) at!: Date;
}
