import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { ConsentPurpose, ConsentValue, ConsentWay } from './consent.codes.js';

/** One answer to one purpose; which of them counts `latestAnswer` says, and every one stays. */
@Entity('consent')
export class Consent {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ type: 'text' }) purpose!: ConsentPurpose;
  @Column({ type: 'text' }) value!: ConsentValue;
  @Column({ type: 'text', nullable: true }) how!: ConsentWay | null;
  @Column({ name: 'given_on', type: 'date' }) givenOn!: PlainDate;
  @Column({ name: 'until_on', type: 'date', nullable: true }) untilOn!: PlainDate | null;
  @Column({ name: 'recorded_by', type: 'uuid', nullable: true }) recordedBy!: string | null;
  /** Of a consent to share with a named agency: which. */
  @Column({ name: 'agency_id', type: 'uuid', nullable: true, insert: false }) agencyId!: string | null;
  /** The database says which key it was sent with; no statement may. */
  @Column({ name: 'sent_with', type: 'uuid', nullable: true, insert: false }) sentWith!: string | null;
  @Column({ name: 'by_form', type: 'boolean', insert: false }) byForm!: boolean;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
}
