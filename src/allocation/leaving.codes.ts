import { codelist, type Code } from '../kernel/codelist.js';

/** What becomes of the cases of a leaver for which nobody was chosen: nothing, unless it is said. */
export const leavings = codelist({
  with_nobody: 'They may wait with nobody: end what this person can see now all the same',
});
export type Leaving = Code<typeof leavings>;
