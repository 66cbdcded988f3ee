import { codelist, type Code } from '../kernel/codelist.js';

/** What is said of one day beside the hours of its week. */
export const dayOpenings = codelist({
  closed: 'Closed all day',
  as_usual: 'Open as on any such day of the week, also on a bank holiday',
});
export type DayOpening = Code<typeof dayOpenings>;
