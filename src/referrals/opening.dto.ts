import { ApiProperty } from '@nestjs/swagger';
import { codelist, codesOf, type Code } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { weekdays, type Weekday } from '../parties/contact.codes.js';
import { Day, OneOf } from '../platform/http/fields.js';
import { LineOfEach } from '../platform/http/line-of-each.js';
import { dayOpenings, type DayOpening } from './opening.codes.js';

export const onBankHolidays = codelist({ yes: 'Closed on bank holidays', no: 'Open on bank holidays too' });

export class OpeningHoursForm {
  @Day({ message: 'Enter the day the hours begin' }) fromOn!: PlainDate;
  @LineOfEach(weekdays, { message: 'Enter the times of each day such as 09:00 to 17:00' })
  times?: Partial<Record<Weekday, string>>;
  @OneOf(onBankHolidays, { message: 'Select whether it is closed on bank holidays' })
  closed!: Code<typeof onBankHolidays>;
}

export class OpeningDayForm {
  @Day({ message: 'Enter the day' }) onDay!: PlainDate;
  @OneOf(dayOpenings, { message: 'Select whether it is closed or open' }) opens!: DayOpening;
}

/** Hours of a service from a day on, until later ones begin. */
export class OpeningHoursBody {
  @ApiProperty({ type: String, format: 'date' }) fromOn!: PlainDate;
  @ApiProperty({ example: 'Monday to Friday 09:00–17:00' }) hours!: string;
  @ApiProperty() closesOnBankHolidays!: boolean;
  @ApiProperty() inForce!: boolean;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
}

export class OpeningDayBody {
  @ApiProperty({ type: String, format: 'date' }) onDay!: PlainDate;
  @ApiProperty({ enum: codesOf(dayOpenings) }) opens!: DayOpening;
  @ApiProperty({ description: 'Whether it was said last of its day, and so holds' }) holds!: boolean;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
}

export class OpeningHoursPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [OpeningHoursBody], description: 'The latest to begin first' })
  hours!: OpeningHoursBody[];
}

export class OpeningDayPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [OpeningDayBody], description: 'The latest day first' }) days!: OpeningDayBody[];
}
