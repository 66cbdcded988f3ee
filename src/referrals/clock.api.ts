import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import { targetMeasures, type TargetMeasure } from '../people/contract.codes.js';
import { clockStates, type ClockState } from './clock.codes.js';
import { readings, type Reading } from './clock-reading.rules.js';
import type { ReferralClocks } from './clock.queries.js';
import { clockInWords } from './clock.view.js';

/** A clock of a referral as a program reads it. */
export class ClockBody {
  @ApiProperty({ enum: codesOf(targetMeasures) }) measure!: TargetMeasure;
  @ApiProperty({ enum: codesOf(clockStates) }) state!: ClockState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is due then, in words' })
  because!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: Date | null;
  @ApiProperty({ description: 'Past its due time, or done past it' }) late!: boolean;
  @ApiProperty({ type: 'integer', description: 'Since it was received, without the time it stood still' })
  elapsedMinutes!: number;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Of these, minutes in which the service was open; null where its hours are not known',
  })
  workingMinutes!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Until it is due; negative once it is late' })
  remainingMinutes!: number | null;
  @ApiProperty() words!: string;
}

export class ClocksBody {
  @ApiProperty({ type: [ClockBody] }) clocks!: ClockBody[];
}

export function clockBody(reading: Reading): ClockBody {
  return { ...reading, words: clockInWords(reading) };
}

/** All the clocks of a referral; none where there is no referral. */
export function clocksBody(clocks: ReferralClocks | undefined, now: Date): ClocksBody {
  return { clocks: clocks ? readings(clocks, now).map(clockBody) : [] };
}
