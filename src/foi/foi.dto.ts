import type { PlainDate } from '../kernel/plain-date.js';
import { Day, Narrative, OneOf, Whole, Words } from '../platform/http/fields.js';
import { holdings, type Holding } from './foi.codes.js';
import { plainActs, type PlainAct } from './request-steps.codes.js';
import { requestFilters, type RequestFilter } from './request-list.codes.js';

const reopen = { message: 'Open the page again', min: 1, max: 1_000_000_000 };

export class RequestsQuery {
  @OneOf(requestFilters, { message: 'Select which requests to show', optional: true })
  state?: RequestFilter;

  @Words({ message: 'Go to a page of the list', optional: true, max: 20 })
  page?: string;
}

export class LogQuery {
  @Words({ message: 'Go to a page of the list', optional: true, max: 20 })
  page?: string;
}

export class RequestForm {
  @Day({ message: 'Enter the day the letter was received' })
  receivedOn!: PlainDate;

  @Narrative({ message: 'Paste what the letter says' })
  letter!: string;

  @Words({ message: 'Enter the name of the requester' })
  requesterName!: string;

  @Words({ message: 'Enter an address for correspondence: email or post', max: 500 })
  requesterAddress!: string;
}

export class ClarificationForm {
  @Narrative({ message: 'Enter what the requester is to make clear' })
  whatWasAsked!: string;

  @Whole(reopen)
  version!: number;
}

export class ClarifiedForm {
  @Day({ message: 'Enter the day the clarification was received' })
  receivedOn!: PlainDate;

  @Narrative({ message: 'Paste the questions as they now stand' })
  letter!: string;

  @Whole(reopen)
  version!: number;
}

export class SearchForm {
  @Words({ message: 'Choose the question again', max: 40 })
  question!: string;

  @OneOf(holdings, { message: 'Select what the search found' })
  finding!: Holding;

  @Narrative({ message: 'Enter where was searched, a line for each place' })
  whereSearched!: string;
}

/** An act on a request as it was seen. */
export class VersionForm {
  @Whole(reopen)
  version!: number;
}

/** An approval of the letter that was shown, and of no other. */
export class ApprovalForm {
  @Words({ message: 'Open the page again', max: 64 })
  hash!: string;

  @Whole(reopen)
  version!: number;
}

/** An act that needs nothing but to be done. */
export class StepForm {
  @Whole(reopen)
  version!: number;

  @OneOf(plainActs, { message: 'Select what is to be done' })
  act!: PlainAct;
}
