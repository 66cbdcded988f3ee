import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { Narrative, OneOf } from '../platform/http/fields.js';
import { reviewDecisions, type ReviewDecision } from './review.codes.js';

export class DecideReview {
  @OneOf(reviewDecisions, { message: 'Choose whether you agree, amend the band or return it' })
  decision!: ReviewDecision;

  @OneOf(riskBands, { message: 'Choose standard, medium or high', optional: true })
  band?: RiskBand;

  @Narrative({ message: 'Say why you decide so' })
  reason!: string;
}
