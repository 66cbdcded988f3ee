import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Narrative, OneOf, Whole } from '../platform/http/fields.js';
import { capacityFindings, capacityOutcomes, considered } from './capacity.codes.js';
import type { CapacityFinding, CapacityOutcome, Considered } from './capacity.codes.js';

/** Whether a client can make one decision. */
export class CapacityForm {
  @Narrative({ message: 'Say which decision it is about' }) decision!: string;
  @Day({ message: 'Enter the day it was considered' }) assessedOn!: PlainDate;
  @Narrative({ message: 'Say what was done to help the client decide' }) helpGiven!: string;
  @OneOf(considered, { message: 'Select whether the mind is impaired' }) impairment!: Considered;
  @OneOf(considered, { message: 'Select whether the client understands it' }) understand!: Considered;
  @OneOf(considered, { message: 'Select whether the client keeps it in mind' }) retain!: Considered;
  @OneOf(considered, { message: 'Select whether the client weighs it' }) weigh!: Considered;
  @OneOf(considered, { message: 'Select whether the client can say it' }) communicate!: Considered;
  @OneOf(capacityFindings, { message: 'Select what you find' }) finding!: CapacityFinding;
  @Narrative({ message: 'Say on what their best interests rest', optional: true }) bestInterests?: string;
  @Day({ message: 'Enter the day to look at it again' }) followUpOn!: PlainDate;
}

/** What came of it. */
export class CapacityFollowUpForm {
  @OneOf(capacityOutcomes, { message: 'Select what came of it' }) outcome!: CapacityOutcome;
  @Narrative({ message: 'Say what came of it' }) cameOfIt!: string;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}
