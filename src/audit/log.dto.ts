import { Day, Id, OneOf, Words } from '../platform/http/fields.js';
import { auditResults, type AuditResult } from '../platform/audit/audit.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';

/** What of the log is looked for. */
export class LogQuery {
  @Words({ message: 'Enter an act, such as case.opened, or its first word', optional: true, max: 60 })
  act?: string;

  @Id({ message: 'Select somebody from the list', optional: true })
  by?: string;

  @OneOf(auditResults, { message: 'Select what came of it', optional: true })
  result?: AuditResult;

  @Day({ message: 'Enter the first day', optional: true })
  from?: PlainDate;

  @Day({ message: 'Enter the last day', optional: true })
  to?: PlainDate;

  @Words({ message: 'Go to a page of the list', optional: true, max: 20 })
  page?: string;
}
