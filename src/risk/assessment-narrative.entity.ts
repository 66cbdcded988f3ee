import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an assessment says in words: why its author judged so, and how the client sees it. */
@Entity('assessment_narrative')
export class AssessmentNarrative {
  @PrimaryColumn({ name: 'assessment_id', type: 'uuid' }) assessmentId!: string;
  @Column({ type: 'text', nullable: true }) rationale!: string | null;
  @Column({ name: 'client_view', type: 'text', nullable: true }) clientView!: string | null;
}
