import { CodeOfEach, Narrative, OneOf, Whole } from '../platform/http/fields.js';
import { counterOutcomes, pointsTo, type CounterOutcome, type PointsTo } from './counter-allegation.codes.js';

/** Who is the victim, as far as it can be told. */
export class CounterDecisionForm {
  @CodeOfEach(pointsTo, { message: 'Select an answer to each' }) considerations!: Record<string, PointsTo>;
  @Narrative({ message: 'Say what both records show' }) account!: string;
  @OneOf(counterOutcomes, { message: 'Select what you decide' }) outcome!: CounterOutcome;
  @Narrative({ message: 'Say why you decide so' }) reason!: string;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}
