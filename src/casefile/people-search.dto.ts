import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Whole, Words } from '../platform/http/fields.js';

export class PeopleSearchForm {
  @Words({ message: 'Enter a name, number, username, registration or reference', optional: true })
  words?: string;
  @Day({ message: 'Enter the date of birth', optional: true }) bornOn?: PlainDate;
  @Whole({ message: 'Open the page again', min: 1, max: 1_000, optional: true }) page?: number;
}
