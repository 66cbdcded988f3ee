import { safeties, type Safety } from '../parties/contact.codes.js';
import { Id, Narrative, OneOf, Words } from '../platform/http/fields.js';
import { dangerDecisions, stepStandings, type DangerDecision, type StepStanding } from './danger.codes.js';

/** Which case, for whoever has nothing but its reference. */
export class DangerousCaseForm {
  @Words({ message: 'Enter the reference of the case', max: 40 }) reference!: string;
}

export class PoliceToldForm {
  @OneOf(stepStandings, { message: 'Select whether 999 was told' }) police!: StepStanding;
  @Words({ message: 'Enter the incident number, or why 999 was not told', optional: true }) incident?: string;
}

export class LeadToldForm {
  @OneOf(stepStandings, { message: 'Select whether the on-call lead was told' }) lead!: StepStanding;
  @Id({ message: 'Select who was told', optional: true }) toldId?: string;
  @Words({ message: 'Enter why nobody was told', optional: true }) whyNot?: string;
}

export class AgreedForm {
  @Narrative({ message: 'Say what was agreed' }) agreed!: string;
}

export class WhereaboutsForm {
  @OneOf(safeties, { message: 'Select whether the person is safe now' }) safe!: Safety;
  @Words({ message: 'Enter where the person is', max: 500, optional: true }) where?: string;
}

export class DangerEndingForm {
  @OneOf(dangerDecisions, { message: 'Select why it is over' }) decision!: DangerDecision;
  @Narrative({ message: 'Say why you decide so' }) why!: string;
}
