import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RiskBand } from '../codes/risk-band.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Answers } from './instrument.rules.js';
import type { AssessmentState, Mode, ToolBand } from './risk.codes.js';

/** Answers to one instrument on one day. */
@Entity('assessment')
export class Assessment {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'case_id', type: 'uuid' }) caseId!: string;
  @Column({ name: 'instrument_id', type: 'uuid' }) instrumentId!: string;
  @Column({ name: 'corrects_id', type: 'uuid', nullable: true }) correctsId!: string | null;
  @Column({ type: 'text', default: 'draft' }) state!: AssessmentState;
  @Column({ name: 'author_id', type: 'uuid' }) authorId!: string;
  @Column({ name: 'begun_at', type: 'timestamptz' }) begunAt!: Date;
  @Column({ type: 'text' }) mode!: Mode;
  @Column({ type: 'jsonb' }) answers!: Answers;
  @Column({ name: 'tool_band', type: 'text', nullable: true }) toolBand!: ToolBand | null;
  @Column({ name: 'professional_band', type: 'text', nullable: true }) professionalBand!: RiskBand | null;
  @Column({ name: 'final_band', type: 'text', nullable: true }) finalBand!: RiskBand | null;
  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true }) submittedAt!: Date | null;
  @Column({ name: 'submitted_on', type: 'date', nullable: true }) submittedOn!: PlainDate | null;
  @Column({ type: 'integer', default: 1 }) version!: number;
}
