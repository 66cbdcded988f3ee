import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, OneOf, Whole, Words } from '../platform/http/fields.js';
import { eligibilities, hoursCounted, posts, targetMeasures } from './contract.codes.js';
import type { Eligibility, HoursCounted, Post, TargetMeasure } from './contract.codes.js';

export class TermsForm {
  @Whole({ message: 'Enter the cut-off in days, from 1 to 60', min: 1, max: 60 })
  cutOffDays!: number;

  @Whole({ message: 'Enter in how many days a return is due, up to 200', min: 2, max: 200 })
  returnDueDays!: number;

  @Whole({ message: 'Enter the cost of a year in whole pounds', min: 1, max: 100_000_000 })
  annualCostPounds!: number;

  @OneOf(eligibilities, { message: 'Select who is eligible' })
  eligibility!: Eligibility;

  @Whole({ message: 'Enter in how many days, from 1 to 90', min: 1, max: 90, optional: true })
  acknowledgeDays?: number;

  @Whole({ message: 'Enter in how many days, from 1 to 365', min: 1, max: 365, optional: true })
  answerDays?: number;
}

export class TargetForm {
  @OneOf(targetMeasures, { message: 'Select what the target times' })
  measure!: TargetMeasure;

  @OneOf(riskBands, { message: 'Select a risk, or none for every one', optional: true })
  risk?: RiskBand;

  @Whole({ message: 'Enter the hours, from 1 to 8,760', min: 1, max: 8_760 })
  withinHours!: number;

  @Whole({ message: 'Enter the share of referrals, from 1 to 100', min: 1, max: 100 })
  sharePercent!: number;

  @OneOf(hoursCounted, { message: 'Select which hours it counts' })
  countedIn!: HoursCounted;
}

/** A target that is to be none any more. */
export class TargetEndForm {
  @OneOf(targetMeasures, { message: 'Select what the target times' })
  measure!: TargetMeasure;

  @OneOf(riskBands, { message: 'Select a risk, or none for every one', optional: true })
  risk?: RiskBand;
}

export class StaffingForm {
  @OneOf(posts, { message: 'Select what they do' })
  post!: Post;

  @Words({ message: 'Enter how many full-time equivalents, such as 2.5', max: 6 })
  fte!: string;

  @Day({ message: 'Enter the first day' })
  fromOn!: PlainDate;

  @Day({ message: 'Enter the last day', optional: true })
  toOn?: PlainDate;
}

export class StaffingEndForm {
  @Id({ message: 'Select what ends' })
  staffingId!: string;

  @Day({ message: 'Enter its last day' })
  lastOn!: PlainDate;
}
