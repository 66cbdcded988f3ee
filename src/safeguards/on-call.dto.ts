import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, TimeOfDay } from '../platform/http/fields.js';

/** When somebody can be rung: London's days, and times on its clocks. */
export class TurnForm {
  @Id({ message: 'Select who is on call' }) staffId!: string;
  @Day({ message: 'Enter the day it begins' }) fromOn!: PlainDate;
  @TimeOfDay({ message: 'Enter the time it begins' }) fromTime!: string;
  @Day({ message: 'Enter the day it ends' }) toOn!: PlainDate;
  @TimeOfDay({ message: 'Enter the time it ends' }) toTime!: string;
}
