import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { OrganisationKind } from './organisation.codes.js';

@Entity('organisation')
export class Organisation {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) kind!: OrganisationKind;
  @Column({ name: 'active_from', type: 'date' }) activeFrom!: PlainDate;
  @Column({ name: 'active_to', type: 'date', nullable: true }) activeTo!: PlainDate | null;
}
