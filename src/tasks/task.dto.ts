import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Id, OneOf, Whole, Words } from '../platform/http/fields.js';
import { audiences, type Audience } from './task.codes.js';

export class TaskForm {
  @Words({ message: 'Enter what is to be done' }) title!: string;
  @Day({ message: 'Enter the day by which it is to be done' }) dueOn!: PlainDate;
  @Id({ message: 'Select who is to do it' }) forStaff!: string;
}

export class TaskMoveForm {
  @Day({ message: 'Enter the day by which it is to be done' }) dueOn!: PlainDate;
  @Id({ message: 'Select who is to do it' }) forStaff!: string;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}

/** That it is done, or that it need not be. */
export class TaskDoneForm {
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}

/** Version 0 is of a rule that nobody changed yet. */
export class TaskRuleForm {
  @Whole({ message: 'Enter a number of days from 0 to 90', min: 0, max: 90 }) days!: number;
  @OneOf(audiences, { message: 'Select whose it is' }) forWhom!: Audience;
  @Whole({ message: 'Open the page again', min: 0, max: 1_000_000_000 }) version!: number;
}
