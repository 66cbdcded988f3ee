import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AddressKind, FormerAnswer } from './address.codes.js';
import type { Safety } from './contact.codes.js';

/** Where a client, a perpetrator or somebody around the client can be found: what it is, and never where. That stands in AddressIdentity, to be opened. */
@Entity('address')
export class Address {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid', nullable: true }) clientId!: string | null;
  @Column({ name: 'perpetrator_id', type: 'uuid', nullable: true }) perpetratorId!: string | null;
  @Column({ name: 'related_person_id', type: 'uuid', nullable: true }) relatedPersonId!: string | null;
  @Column({ type: 'text' }) kind!: AddressKind;
  /** Whether it is a refuge. Not known is treated as one. */
  @Column({ type: 'text' }) refuge!: Safety;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  /** What was said of the one before it as this was recorded, or null where nobody answered: that is not known. */
  @Column({ type: 'text', nullable: true }) former!: FormerAnswer | null;
  /** Since when nobody has said whether they are still here, another being on record; or null. */
  @Column({ name: 'doubted_at', type: 'timestamptz', nullable: true, insert: false }) doubtedAt!: Date | null;
  @Column({ type: 'integer' }) version!: number;
}
