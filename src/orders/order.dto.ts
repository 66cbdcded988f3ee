import type { PlainDate } from '../kernel/plain-date.js';
import { Day, OneOf, Whole } from '../platform/http/fields.js';
import {
  endChanges,
  lastings,
  orderEndings,
  orderKinds,
  refusalReasons,
  withdrawalReasons,
  yesNo,
} from './order.codes.js';
import type {
  EndChange,
  Lasting,
  OrderEnding,
  OrderKind,
  RefusalReason,
  WithdrawalReason,
  YesNo,
} from './order.codes.js';

/** The version of the record that the change was decided on. */
export const Version = () => Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 });

export class ApplyForm {
  @Day({ message: 'Enter the date the police applied' })
  appliedOn!: PlainDate;
}

export class MakeInterimForm {
  @Day({ message: 'Enter the date the interim order was made' })
  on!: PlainDate;

  @Day({ message: 'Enter the last day of the interim order' })
  expiresOn!: PlainDate;

  @Version()
  version!: number;
}

export class MakeFullForm {
  @Day({ message: 'Enter the date the full order was made' })
  on!: PlainDate;

  @OneOf(lastings, { message: 'Select how long the order is for' })
  lasting!: Lasting;

  @Day({ message: 'Enter the last day of the order', optional: true })
  expiresOn?: PlainDate;

  @OneOf(yesNo, { message: 'Select whether the interim order’s conditions carry on', optional: true })
  carriesTerms?: YesNo;

  @Version()
  version!: number;
}

export class RefuseForm {
  @Day({ message: 'Enter the date the court refused the application' })
  on!: PlainDate;

  @OneOf(refusalReasons, { message: 'Select why it was refused' })
  reason!: RefusalReason;

  @Version()
  version!: number;
}

export class WithdrawForm {
  @Day({ message: 'Enter the date the application was withdrawn' })
  on!: PlainDate;

  @OneOf(withdrawalReasons, { message: 'Select why it was withdrawn' })
  reason!: WithdrawalReason;

  @Version()
  version!: number;
}

export class ServeForm {
  @OneOf(orderKinds, { message: 'Select which order was served' })
  kind!: OrderKind;

  @Day({ message: 'Enter the date the order was served' })
  on!: PlainDate;

  @Version()
  version!: number;
}

export class NotifyForm {
  @Day({ message: 'Enter the date name and address were given' })
  on!: PlainDate;

  @Version()
  version!: number;
}

export class VaryForm {
  @Day({ message: 'Enter the date the court varied the order' })
  on!: PlainDate;

  @OneOf(endChanges, { message: 'Select whether the court changed how long the order is for' })
  endChange!: EndChange;

  @Day({ message: 'Enter the new last day of the order', optional: true })
  expiresOn?: PlainDate;

  @Version()
  version!: number;
}

export class EndForm {
  @OneOf(orderEndings, { message: 'Select how the order ended' })
  ending!: OrderEnding;

  @Day({ message: 'Enter the last day of the order' })
  on!: PlainDate;

  @OneOf(yesNo, { message: 'Select whether the respondent and the police both consented', optional: true })
  bothConsent?: YesNo;

  @Version()
  version!: number;
}
