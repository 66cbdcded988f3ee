import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import { howChecked, noticeStates, noticeWays, whyNotTold } from '../sending/referrer.codes.js';
import type { HowChecked, NoticeState, NoticeWay, WhyNotTold } from '../sending/referrer.codes.js';
import type { Answering } from './referrer.service.js';

/** One telling of whoever referred. */
export class NoticeBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'What had been decided' }) decision!: string;
  @ApiProperty({ enum: codesOf(noticeWays) }) way!: NoticeWay;
  @ApiProperty({ enum: codesOf(howChecked), nullable: true }) checked!: HowChecked | null;
  @ApiProperty({ enum: codesOf(noticeStates) }) state!: NoticeState;
  @ApiProperty({ type: String, format: 'date-time' }) madeAt!: Date;
  @ApiProperty() madeBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: Date | null;
}

export class AnsweringBody {
  @ApiProperty({ description: 'Whether whoever referred may be told what was decided' }) mayTell!: boolean;
  @ApiProperty({ enum: codesOf(whyNotTold), nullable: true }) because!: WhyNotTold | null;
  @ApiProperty() canEmail!: boolean;
  @ApiProperty({ type: [NoticeBody] }) notices!: readonly NoticeBody[];
}

export function answeringBody({ decision, canEmail, notices }: Answering): AnsweringBody {
  const because = decision.mayTell ? null : decision.because;
  return { mayTell: decision.mayTell, because, canEmail, notices };
}
