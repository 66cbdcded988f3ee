import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, ManyOf, Narrative, OneOf, Whole } from '../platform/http/fields.js';
import { panelCriteria, repeatAnswers, type PanelCriterion, type RepeatAnswer } from './panel.codes.js';
import { ShareForm } from './share.dto.js';

/** A referral to a panel, with what goes to it: `why` says why the case is put before it. */
export class PanelReferralForm extends ShareForm {
  @ManyOf(panelCriteria, { message: 'Select which criteria it meets', optional: true })
  criteria?: PanelCriterion[];
  @Day({ message: 'Enter the day it happened', optional: true }) incidentOn?: PlainDate;
  @Day({ message: 'Enter the day of the meeting', optional: true }) meetingOn?: PlainDate;
  @OneOf(repeatAnswers, { message: 'Select whether it is a repeat', optional: true })
  repeatSaid?: RepeatAnswer;
  @Narrative({ message: 'Say why', optional: true }) repeatReason?: string;
}

/** That another agency put the case before a panel. */
export class OthersPanelReferralForm {
  @Id({ message: 'Select the panel' }) agencyId!: string;
  @Id({ message: 'Select who referred it' }) referredById!: string;
  @Day({ message: 'Enter the day they referred it' }) referredOn!: PlainDate;
  @Day({ message: 'Enter the day it happened', optional: true }) incidentOn?: PlainDate;
  @Day({ message: 'Enter the day of the meeting', optional: true }) meetingOn?: PlainDate;
  @Narrative({ message: 'Say what you know of why', optional: true }) grounds?: string;
}

export class PanelMeetingForm {
  @Day({ message: 'Enter the day of the meeting' }) meetingOn!: PlainDate;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}

export class PanelActionForm {
  @Narrative({ message: 'Say what is to be done' }) words!: string;
  @Id({ message: 'Select whose it is', optional: true }) ownerId?: string;
  @Day({ message: 'Enter the last day to do it' }) dueOn!: PlainDate;
}

export class PanelActionDoneForm {
  @Day({ message: 'Enter the day it was done' }) doneOn!: PlainDate;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}
