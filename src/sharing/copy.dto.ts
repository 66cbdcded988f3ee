import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, Narrative, OneOf, Words } from '../platform/http/fields.js';
import { addressBases, type AddressBasis } from './copy.codes.js';
import { waysOut, type WayOut } from './share.codes.js';

const leftOut = { message: 'Enter words, or leave it out', optional: true } as const;

/** What the copy says, each thing in a field of its own. What is not given is not shared. */
export class CopyForm {
  @Narrative(leftOut) name?: string;
  @Narrative(leftOut) bornOn?: string;
  @Narrative(leftOut) safeContact?: string;
  @Narrative(leftOut) risk?: string;
  @Narrative(leftOut) whatHappened?: string;
  @Narrative(leftOut) orders?: string;
  @Narrative(leftOut) breaches?: string;
  @Narrative(leftOut) safetyPlan?: string;
  @Narrative(leftOut) children?: string;
  @Narrative(leftOut) perpetrator?: string;
  @Narrative({ message: 'Say what they need it for' }) why!: string;
  @Day({ message: 'Enter the last day they may have it' }) untilOn!: PlainDate;
}

/** A copy for a partner's account to look at. */
export class ViewForm extends CopyForm {
  @Id({ message: 'Select who may look at it' }) partnerId!: string;
}

/** A copy that goes to a panel. */
export class SheetForm extends CopyForm {
  @Words({ message: 'Enter the name of the person it goes to' }) toWhom!: string;
  @Words({ message: 'Enter what they do there' }) theirRole!: string;
  @OneOf(waysOut, { message: 'Select how it goes to them' }) way!: WayOut;
}

/** One address that is to go with a copy. */
export class SharedAddressForm {
  @Id({ message: 'Select the address' }) addressId!: string;
  @OneOf(addressBases, { message: 'Select what allows it' }) basis!: AddressBasis;
  @Narrative({ message: 'Say why they need to know where it is' }) why!: string;
}

export class AgencyMemberForm {
  @Id({ message: 'Select the account' }) staffId!: string;
}
