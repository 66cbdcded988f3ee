import type { PlainDate } from '../kernel/plain-date.js';
import { agencyKinds, type AgencyKind } from '../parties/agency.codes.js';
import { Day, Id, ManyOf, Narrative, OneOf, Whole, Words } from '../platform/http/fields.js';
import { overrideBases, type OverrideBasis } from '../parties/consent.codes.js';
import { overrideDecisions, shareableItems, waysOut } from './share.codes.js';
import type { OverrideDecision, ShareableItem, WayOut } from './share.codes.js';

export class ShareForm {
  @Id({ message: 'Select the agency' }) agencyId!: string;
  @Words({ message: 'Enter the name of the person it goes to' }) toWhom!: string;
  @Words({ message: 'Enter what they do there' }) theirRole!: string;
  @ManyOf(shareableItems, { message: 'Select what is shared' }) items!: ShareableItem[];
  @OneOf(waysOut, { message: 'Select how it goes to them' }) way!: WayOut;
  @Narrative({ message: 'Say what they need it for, and name any document' }) why!: string;
  @Day({ message: 'Enter the last day they may keep or use it' }) untilOn!: PlainDate;
}

export class RevocationForm {
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}

export class OverrideForm {
  @Id({ message: 'Select the agency' }) agencyId!: string;
  @OneOf(overrideBases, { message: 'Select what allows it' }) basis!: OverrideBasis;
  @Narrative({ message: 'Say why it must be shared now, and what was done to ask the client' }) why!: string;
}

export class OverrideJudgementForm {
  @OneOf(overrideDecisions, { message: 'Select whether it was justified' }) decision!: OverrideDecision;
  @Narrative({ message: 'Say why you decide so' }) reason!: string;
}

export class AgencyForm {
  @Words({ message: 'Enter the name of the agency' }) name!: string;
  @OneOf(agencyKinds, { message: 'Select what it is' }) kind!: AgencyKind;
}
