import { ApiProperty } from '@nestjs/swagger';
import { codelist, codesOf, type Code } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { Day, OneOf, Whole, Words } from '../platform/http/fields.js';
import {
  countedBy,
  helplineChannels,
  whyNotCounted,
  type CountedBy,
  type HelplineChannel,
  type WhyNotCounted,
} from './helpline.codes.js';

export const inPlace = codelist({ yes: 'Put this in place of what is recorded' });

const Counted = (what: string) =>
  Whole({
    message: `Enter ${what} as a whole number, or leave it empty where it is not known`,
    optional: true,
    min: 0,
    max: 99_999,
  });

/** The figures of one hour or day and channel. What is left out is not known. */
export class HelplineCountForm {
  @Day({ message: 'Enter the day' }) onDay!: PlainDate;
  @Whole({
    message: 'Enter the hour as 0 to 23, or leave it empty for the whole day',
    optional: true,
    min: 0,
    max: 23,
  })
  fromHour?: number;
  @OneOf(helplineChannels, { message: 'Select how they came' }) channel!: HelplineChannel;
  @Counted('how many came') presented?: number;
  @Counted('how many were answered') answered?: number;
  @Counted('how many were abandoned') abandoned?: number;
  @Counted('how many met an engaged tone') engaged?: number;
  @Counted('how many went to voicemail') voicemail?: number;
  @Counted('how many nobody was free to answer') no_capacity?: number;
  @Counted('how many came out of hours') out_of_hours?: number;
  @Counted('how many were unanswered for a reason not known') reason_not_known?: number;
  @Counted('how many were called back') called_back?: number;
  @OneOf(whyNotCounted, { message: 'Select why a figure is not known', optional: true })
  whyUnknown?: WhyNotCounted;
  @OneOf(countedBy, { message: 'Select how it was counted' }) countedBy!: CountedBy;
  @OneOf(inPlace, { message: 'Select yes, or leave it out', optional: true }) inPlace?: Code<typeof inPlace>;
}

export class HelplineSheetForm {
  @Words({ message: 'Paste the rows, with the names of the columns first', max: 100_000 }) sheet!: string;
  @OneOf(inPlace, { message: 'Select yes, or leave it out', optional: true }) inPlace?: Code<typeof inPlace>;
}

const Known = () =>
  ApiProperty({ type: 'integer', nullable: true, description: 'Null where it is not known' });

class HelplineFigures {
  @Known() presented!: number | null;
  @Known() answered!: number | null;
  @Known() abandoned!: number | null;
  @Known() engaged!: number | null;
  @Known() voicemail!: number | null;
  @Known() no_capacity!: number | null;
  @Known() out_of_hours!: number | null;
  @Known() reason_not_known!: number | null;
  @Known() called_back!: number | null;
}

/** One count as it was recorded. */
export class HelplineCountBody extends HelplineFigures {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'date' }) onDay!: PlainDate;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null where the whole day is counted together',
  })
  fromHour!: number | null;
  @ApiProperty({ enum: codesOf(helplineChannels) }) channel!: HelplineChannel;
  @ApiProperty({ enum: codesOf(whyNotCounted), nullable: true }) whyUnknown!: WhyNotCounted | null;
  @ApiProperty({ enum: codesOf(countedBy) }) countedBy!: CountedBy;
  @ApiProperty({ description: 'Whether another count has taken its place' }) replaced!: boolean;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
}

/** A figure of a month. */
export class MonthFigure {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'What was counted; null where no count knew it',
  })
  counted!: number | null;
  @ApiProperty({ type: 'integer', description: 'In how many of the counts it is not known' })
  unknown!: number;
}

export class HelplineMonth {
  @ApiProperty({ example: '2026-03' }) month!: string;
  @ApiProperty({ enum: codesOf(helplineChannels) }) channel!: HelplineChannel;
  @ApiProperty({ type: 'integer', description: 'On how many days of the month something was counted' })
  days!: number;
  @ApiProperty({ type: 'integer', description: 'How many counts, of an hour or a day, these figures are of' })
  counts!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'How many were made how',
  })
  countedBy!: Record<CountedBy, number>;
  @ApiProperty() presented!: MonthFigure;
  @ApiProperty() answered!: MonthFigure;
  @ApiProperty() abandoned!: MonthFigure;
  @ApiProperty() engaged!: MonthFigure;
  @ApiProperty() voicemail!: MonthFigure;
  @ApiProperty() no_capacity!: MonthFigure;
  @ApiProperty() out_of_hours!: MonthFigure;
  @ApiProperty() reason_not_known!: MonthFigure;
  @ApiProperty() called_back!: MonthFigure;
}

class ListPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
}
export class HelplineMonthPage extends ListPage {
  @ApiProperty({ type: [HelplineMonth], description: 'The latest month first' }) months!: HelplineMonth[];
}
export class HelplineCountPage extends ListPage {
  @ApiProperty({ type: [HelplineCountBody], description: 'The latest day first' })
  counts!: HelplineCountBody[];
}
