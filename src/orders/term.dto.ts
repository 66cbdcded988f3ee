import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Narrative, OneOf } from '../platform/http/fields.js';
import { Version } from './order.dto.js';
import { termChanges, termKinds, type TermChangeMade, type TermKind } from './order.codes.js';

export class TermForm {
  @OneOf(termKinds, { message: 'Select what kind of condition it is' })
  kind!: TermKind;

  @Narrative({ message: 'Enter the condition as the court wrote it' })
  wording!: string;

  @Day({ message: 'Enter the date the condition begins' })
  fromOn!: PlainDate;

  @Day({ message: 'Enter the last day of the condition', optional: true })
  toOn?: PlainDate;

  @Version()
  version!: number;
}

export class VaryTermForm {
  @OneOf(termChanges, { message: 'Select what the court did to the condition' })
  change!: TermChangeMade;

  @Day({ message: 'Enter the date of the variation' })
  fromOn!: PlainDate;

  @Narrative({ message: 'Enter the new words of the condition', optional: true })
  wording?: string;

  @Version()
  version!: number;
}
