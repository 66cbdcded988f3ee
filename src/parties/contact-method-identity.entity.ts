import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('contact_method_identity')
export class ContactMethodIdentity {
  @PrimaryColumn({ name: 'contact_method_id', type: 'uuid' }) contactMethodId!: string;
  @Column({ type: 'text' }) value!: string;
  @Column({ name: 'when_safe', type: 'text', nullable: true }) whenSafe!: string | null;
  @Column({ name: 'say_we_are', type: 'text', nullable: true }) sayWeAre!: string | null;
  @Column({ name: 'code_word', type: 'text', nullable: true }) codeWord!: string | null;
  /** The database's own: the value as it is compared with others. */
  @Column({ type: 'text', nullable: true, insert: false, update: false }) compared!: string | null;
}
