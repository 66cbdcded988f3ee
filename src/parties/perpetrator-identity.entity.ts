import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('perpetrator_identity')
export class PerpetratorIdentity {
  @PrimaryColumn({ name: 'perpetrator_id', type: 'uuid' }) perpetratorId!: string;
  @Column({ name: 'full_name', type: 'text' }) fullName!: string;
  @Column({ name: 'also_known_as', type: 'text', nullable: true }) alsoKnownAs!: string | null;
}
