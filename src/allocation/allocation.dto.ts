import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, ManyOf, OneOf, Whole } from '../platform/http/fields.js';
import { IdOfEach } from '../platform/http/id-of-each.js';
import { abilities, type Ability } from './ability.codes.js';
import {
  absenceReasons,
  overrideReasons,
  type AbsenceReason,
  type OverrideReason,
} from './allocation.codes.js';
import { leavings, type Leaving } from './leaving.codes.js';

export class AllocationForm {
  @Id({ message: 'Select an advocate' })
  advocateId!: string;

  @OneOf(overrideReasons, {
    message: 'Select why it goes to somebody other than those proposed',
    optional: true,
  })
  overrideReason?: OverrideReason;

  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 })
  version!: number;
}

/** What a case needs of its worker: all of it, each time. */
export class NeedsForm {
  @ManyOf(abilities, { message: 'Select from the list', optional: true })
  abilities?: Ability[];
}

export class CapacityForm {
  @Day({ message: 'Enter the day from which it holds' })
  fromOn!: PlainDate;

  @Whole({ message: 'Enter their share of full time in per cent, from 0 to 100', min: 0, max: 100 })
  ftePercent!: number;

  @Whole({ message: 'Enter the weight of a full caseload, from 1 to 500', min: 1, max: 500 })
  fullWeight!: number;
}

export class AbsenceForm {
  @Day({ message: 'Enter the first day they are away' })
  fromOn!: PlainDate;

  @Day({ message: 'Enter the last day they are away' })
  toOn!: PlainDate;

  @OneOf(absenceReasons, { message: 'Select why they are away' })
  reason!: AbsenceReason;
}

/** Who covers which case: ids of advocates by ids of cases. A case that is not named stays as it is. */
export class CoverForm {
  @IdOfEach({ message: 'Select an advocate from the list' })
  takers!: Record<string, string>;
}

/** Who is to have which case of somebody who leaves. */
export class LeavingForm extends CoverForm {
  @OneOf(leavings, { message: 'Say what becomes of the cases that nobody is to have', optional: true })
  rest?: Leaving;
}

/** The days of a report, both inclusive. */
export class PeriodQuery {
  @Day({ message: 'Enter the first day', optional: true })
  fromOn?: PlainDate;

  @Day({ message: 'Enter the last day', optional: true })
  toOn?: PlainDate;

  @Whole({ message: 'Go to a page of the list', optional: true, min: 1, max: 1_000_000 })
  page?: number;
}
