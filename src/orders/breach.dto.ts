import { codelist } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { Day, ManyIds, Narrative, OneOf, Words } from '../platform/http/fields.js';
import { breachOutcomes, courtResults, crimeRecordings, notReportedReasons } from './breach.codes.js';
import type { BreachOutcome, CourtResult, CrimeRecording, NotReportedReason } from './breach.codes.js';
import { yesNo, type YesNo } from './order.codes.js';
import { Version } from './order.dto.js';

/** A tick-box posts yes or nothing at all. */
const ticked = codelist({ yes: 'Yes' });

const whatWasBroken = 'Select what was broken';

export class RecordBreachForm {
  @Day({ message: 'Enter the date it happened' })
  occurredOn!: PlainDate;

  @ManyIds({ message: whatWasBroken, optional: true })
  termIds?: string[];

  @OneOf(ticked, { message: whatWasBroken, optional: true })
  ofNotification?: 'yes';

  @OneOf(ticked, { message: whatWasBroken, optional: true })
  termsNotHeld?: 'yes';

  @Narrative({ message: 'Enter what happened' })
  whatHappened!: string;

  @OneOf(yesNo, { message: 'Select whether it was reported to the police' })
  reportedToPolice!: YesNo;

  @Day({ message: 'Enter the date it was reported', optional: true })
  reportedOn?: PlainDate;

  @OneOf(notReportedReasons, { message: 'Select why it was not reported', optional: true })
  notReportedReason?: NotReportedReason;
}

export class NameBreachForm {
  @ManyIds({ message: whatWasBroken, optional: true })
  termIds?: string[];

  @OneOf(ticked, { message: whatWasBroken, optional: true })
  ofNotification?: 'yes';

  @Version()
  version!: number;
}

export class DismissBreachForm {
  @Version()
  version!: number;
}

export class ReportBreachForm {
  @Day({ message: 'Enter the date it was reported' })
  reportedOn!: PlainDate;

  @Version()
  version!: number;
}

export class CrimeRecordForm {
  @OneOf(crimeRecordings, { message: 'Select whether the police recorded a crime' })
  recordedAsCrime!: CrimeRecording;

  @Day({ message: 'Enter the date the crime was recorded', optional: true })
  recordedOn?: PlainDate;

  @Words({ message: 'Enter the crime reference', optional: true, max: 60 })
  crimeReference?: string;

  @Version()
  version!: number;
}

export class OutcomeForm {
  @OneOf(breachOutcomes, { message: 'Select the outcome' })
  outcome!: BreachOutcome;

  @Day({ message: 'Enter the date of the outcome' })
  outcomeOn!: PlainDate;

  @Version()
  version!: number;
}

export class CourtResultForm {
  @OneOf(courtResults, { message: 'Select what the court did' })
  courtResult!: CourtResult;

  @Day({ message: 'Enter the date of the court’s result' })
  courtResultOn!: PlainDate;

  @Version()
  version!: number;
}
