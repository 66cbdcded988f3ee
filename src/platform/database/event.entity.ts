import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of history: what was done, to which record, in which case, by whom. Ids and codes only. */
@Entity('event')
export class Event {
  @PrimaryColumn({ type: 'bigint', generated: 'identity' }) id!: number;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'text' }) did!: string;
  @Column({ name: 'record_id', type: 'uuid' }) recordId!: string;
  @Column({ name: 'case_id', type: 'uuid', nullable: true }) caseId!: string | null;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: string;
  @Column({ name: 'actor_id', type: 'uuid', nullable: true }) actorId!: string | null;
  @Column({ name: 'relayed_at', type: 'timestamptz', nullable: true }) relayedAt!: Date | null;
}
