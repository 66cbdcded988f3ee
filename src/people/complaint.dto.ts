import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, OneOf } from '../platform/http/fields.js';
import {
  complainants,
  complaintOutcomes,
  complaintSteps,
  complaintSubjects,
  strikeReasons,
} from './complaint.codes.js';
import type {
  Complainant,
  ComplaintOutcome,
  ComplaintStep,
  ComplaintSubject,
  StrikeReason,
} from './complaint.codes.js';

export class ComplaintForm {
  @OneOf(complaintSubjects, { message: 'Select what it is about' }) subject!: ComplaintSubject;
  @OneOf(complainants, { message: 'Select what kind of person complained' }) complainant!: Complainant;
  @Day({ message: 'Enter the day it was received' }) receivedOn!: PlainDate;
}

export class ComplaintStepForm {
  @OneOf(complaintSteps, { message: 'Select what was done' }) step!: ComplaintStep;
  @Day({ message: 'Enter the day it was done' }) doneOn!: PlainDate;
  @OneOf(complaintOutcomes, { message: 'Select whether it was upheld', optional: true })
  outcome?: ComplaintOutcome;
}

/** That something was recorded wrongly: a step, or without one the complaint itself. */
export class StrikeForm {
  @Id({ message: 'Select what is wrong', optional: true }) stepId?: string;
  @OneOf(strikeReasons, { message: 'Select why it is wrong' }) because!: StrikeReason;
}
