import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Narrative, OneOf, Whole } from '../platform/http/fields.js';
import {
  concernOutcomes,
  concernSubjects,
  type ConcernOutcome,
  type ConcernSubject,
} from './concern.codes.js';
import { ShareForm } from './share.dto.js';

/** A concern raised with social care, with what goes to them: `why` says what the concern is. */
export class ConcernForm extends ShareForm {
  @OneOf(concernSubjects, { message: 'Select who the concern is about' }) about!: ConcernSubject;
  @Day({ message: 'Enter the day to ask what came of it' }) followUpOn!: PlainDate;
}

/** What came of it. */
export class ConcernFollowUpForm {
  @OneOf(concernOutcomes, { message: 'Select what came of it' }) outcome!: ConcernOutcome;
  @Narrative({ message: 'Say what they answered' }) cameOfIt!: string;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}
