import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';

/** One edition of a questionnaire. Never changed, only retired. */
@Entity('instrument')
export class Instrument {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'organisation_id', type: 'uuid', nullable: true }) organisationId!: string | null;
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'integer' }) edition!: number;
  @Column({ type: 'text' }) title!: string;
  @Column({ name: 'licence_note', type: 'text' }) licenceNote!: string;
  @Column({ type: 'jsonb' }) definition!: unknown;
  @Column({ name: 'retired_on', type: 'date', nullable: true }) retiredOn!: PlainDate | null;
}
