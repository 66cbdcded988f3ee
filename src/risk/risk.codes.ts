import { codelist, type Code } from '../kernel/codelist.js';

/** What an instrument's own arithmetic says. Some publish no cut-off, and then say nothing. */
export const toolBands = codelist({
  standard: 'Standard',
  medium: 'Medium',
  high: 'High',
  none_set: 'None: this instrument sets no bands',
});
export type ToolBand = Code<typeof toolBands>;

/** What may be answered to any question. A don't know is not a no, and neither is a question never asked. */
export const answerCodes = codelist({
  yes: 'Yes',
  no: 'No',
  dont_know: 'Don’t know',
  not_asked: 'Not asked',
});
export type Answer = Code<typeof answerCodes>;

/** How the questions were put. */
export const modes = codelist({
  in_person: 'In person',
  phone: 'By phone',
  video: 'By video call',
  proxy: 'Through someone else, such as a police officer or a relative',
});
export type Mode = Code<typeof modes>;

export const assessmentStates = codelist({
  draft: 'Draft',
  submitted: 'Awaiting review',
  agreed: 'Agreed',
  amended: 'Band amended',
  returned: 'Returned',
});
export type AssessmentState = Code<typeof assessmentStates>;
