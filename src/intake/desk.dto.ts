import { ApiProperty } from '@nestjs/swagger';
import { policeAreas, type PoliceArea } from '../codes/police-area.codes.js';
import { Id, ManyOf, Narrative, Whole, Words } from '../platform/http/fields.js';
import { LineOfEach } from '../platform/http/line-of-each.js';
import { publicForms, type PublicFormCode } from '../referrals/referral.codes.js';

/** A desk as its administrator sets it. Version 0 is one that does not exist yet. */
export class DeskForm {
  @ManyOf(publicForms, { message: 'Select forms from the list', optional: true }) forms?: PublicFormCode[];
  @Words({ message: 'Enter the name that people see' }) shownName!: string;
  @Words({ message: 'Enter the telephone number to ring instead', max: 40 }) telephone!: string;
  @Narrative({ message: 'Enter what to say while a form is closed', optional: true }) closedMessage?: string;
  @Id({ message: 'Select the team that receives what comes' }) teamId!: string;
  @LineOfEach(policeAreas, { message: 'Select a team for each area from the list' })
  areas?: Partial<Record<PoliceArea, string>>;
  @Whole({ message: 'Open the page again', min: 0, max: 1_000_000_000 }) version!: number;
}

export class DeskShown {
  @ApiProperty({ type: [String] }) forms!: readonly string[];
  @ApiProperty() shownName!: string;
  @ApiProperty() telephone!: string;
  @ApiProperty({ type: String, nullable: true }) closedMessage!: string | null;
  @ApiProperty({ format: 'uuid' }) teamId!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) areas!: Readonly<
    Record<string, string>
  >;
  @ApiProperty({ example: '/forms/7', description: 'What to give out: it names nobody and nothing' })
  address!: string;
  @ApiProperty({ description: 'How many forms came in the last hour' }) lately!: number;
  @ApiProperty({
    type: [String],
    description: 'Teams that receive forms and have no supervisor at work to decide them, by name',
  })
  unattended!: readonly string[];
  @ApiProperty() version!: number;
}
