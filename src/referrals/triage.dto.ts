import type { PlainDate } from '../kernel/plain-date.js';
import { overrideBases, type OverrideBasis } from '../parties/consent.codes.js';
import { Day, OneOf, Id, Whole, Words } from '../platform/http/fields.js';
import {
  amendmentReasons,
  declineReasons,
  pauseReasons,
  referralFilters,
  triageDecisions,
} from './triage.codes.js';
import type {
  AmendmentReason,
  DeclineReason,
  PauseReason,
  ReferralFilter,
  TriageDecision,
} from './triage.codes.js';

export class DecisionForm {
  @OneOf(triageDecisions, { message: 'Select what is to become of the referral' })
  decision!: TriageDecision;

  @OneOf(declineReasons, { message: 'Select why the person is turned away', optional: true })
  reason?: DeclineReason;

  @Id({ message: 'Select the advocate who takes the case', optional: true })
  advocateId?: string;

  @Words({ message: 'Enter the reference of the referral that it repeats', optional: true, max: 30 })
  repeats?: string;

  @OneOf(overrideBases, { message: 'Select on what basis a case is opened', optional: true })
  basis?: OverrideBasis;

  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}

export class ReferralsQuery {
  @OneOf(referralFilters, { message: 'Select which referrals to show', optional: true })
  state?: ReferralFilter;

  @Words({ message: 'Go to a page of the list', optional: true, max: 20 })
  page?: string;
}

/** Who is to have a referral in hand: oneself, where nobody is named. */
export class DeciderForm {
  @Id({ message: 'Select who takes the referral up', optional: true })
  staffId?: string;
}

/** Which of one's own teams a referral is to be moved to: the only one, where none is named. */
export class MoveForm {
  @Id({ message: 'Select which of your teams takes it', optional: true })
  teamId?: string;
}

export class PauseForm {
  @OneOf(pauseReasons, { message: 'Select why the clock is to stand still' })
  why!: PauseReason;

  @Day({ message: 'Enter the last day it may stand still' })
  untilOn!: PlainDate;
}

/** Another decision in the place of the one that was made, with why. */
export class AmendmentForm extends DecisionForm {
  @OneOf(amendmentReasons, { message: 'Select why the decision is put right' })
  why!: AmendmentReason;
}
