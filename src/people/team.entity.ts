import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('team')
export class Team {
  @PrimaryColumn({ type: 'uuid', generated: 'uuid' }) id!: string;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: string;
  @Column({ type: 'text' }) name!: string;
}
