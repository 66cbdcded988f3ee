import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, Narrative, OneOf, TimeOfDay, Whole, Words } from '../platform/http/fields.js';
import {
  attemptChannels,
  contactOutcomes,
  type AttemptChannel,
  type ContactOutcome,
} from './attempt.codes.js';
import { caseloadOrders, caseloadOwners, caseloadStates, closureReasons, noteKinds } from './case.codes.js';
import type { CaseloadOrder, CaseloadOwner, CaseloadState, ClosureReason, NoteKind } from './case.codes.js';

export class CaseloadQuery {
  @OneOf(caseloadStates, { message: 'Select open, closed or all', optional: true })
  state?: CaseloadState;

  @OneOf(caseloadOwners, { message: 'Select your own cases or your teams’', optional: true })
  whose?: CaseloadOwner;

  @OneOf(riskBands, { message: 'Select a risk band', optional: true })
  band?: RiskBand;

  @OneOf(caseloadOrders, { message: 'Select what comes first', optional: true })
  sort?: CaseloadOrder;

  @Words({ message: 'Go to a page of the list', optional: true, max: 20 })
  page?: string;
}

export class NoteForm {
  @OneOf(noteKinds, { message: 'Select what the note is of' })
  kind!: NoteKind;

  @Narrative({ message: 'Enter the note' })
  words!: string;
}

export class AttemptForm {
  @Day({ message: 'Enter the day of the attempt' })
  on!: PlainDate;

  @TimeOfDay({ message: 'Enter the time of the attempt' })
  at!: string;

  @OneOf(attemptChannels, { message: 'Select how you tried to reach the client' })
  channel!: AttemptChannel;

  @Id({ message: 'Select which number or address you used', optional: true })
  methodId?: string;

  @OneOf(contactOutcomes, { message: 'Select what came of it' })
  outcome!: ContactOutcome;
}

export class ClosureForm {
  @Day({ message: 'Enter the day the case closed' })
  closedOn!: PlainDate;

  @OneOf(closureReasons, { message: 'Select why the case closed' })
  reason!: ClosureReason;

  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}
