import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a supervisor decided so. */
@Entity('review_narrative')
export class ReviewNarrative {
  @PrimaryColumn({ name: 'review_id', type: 'uuid' }) reviewId!: string;
  @Column({ type: 'text' }) reason!: string;
}
