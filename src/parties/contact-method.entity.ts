import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Channel, Safety } from './contact.codes.js';

/** A way to reach a client and whether it is safe; the number or address itself stands in ContactMethodIdentity. */
@Entity('contact_method')
export class ContactMethod {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ type: 'text' }) channel!: Channel;
  @Column({ type: 'text' }) safe!: Safety;
  @Column({ name: 'voicemail_safe', type: 'text' }) voicemailSafe!: Safety;
  @Column({ name: 'device_watched', type: 'text' }) deviceWatched!: Safety;
  @Column({ name: 'withheld_number', type: 'text' }) withheldNumber!: Safety;
  /** As Postgres writes a multirange: see safe-hours.rules.ts. */
  @Column({ name: 'safe_minutes', type: 'int4multirange' }) safeMinutes!: string;
  @Column({ name: 'verified_on', type: 'date', nullable: true }) verifiedOn!: PlainDate | null;
  @Column({ name: 'recheck_on', type: 'date', nullable: true }) recheckOn!: PlainDate | null;
  /** Never said of a new one: whoever sends a referral may not. */
  @Column({ name: 'learnt_on', type: 'date', nullable: true, insert: false }) learntOn!: PlainDate | null;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'integer' }) version!: number;
}
