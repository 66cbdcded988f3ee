import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';

@Entity('client_identity')
export class ClientIdentity {
  @PrimaryColumn({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'full_name', type: 'text' }) fullName!: string;
  @Column({ name: 'known_as', type: 'text', nullable: true }) knownAs!: string | null;
  @Column({ name: 'born_on', type: 'date', nullable: true }) bornOn!: PlainDate | null;
  /** The database's own, for finding names worth comparing. */
  @Column({ type: 'text', nullable: true, insert: false, update: false }) initials!: string | null;
  @Column({ name: 'known_as_initials', type: 'text', nullable: true, insert: false, update: false })
  knownAsInitials!: string | null;
}
