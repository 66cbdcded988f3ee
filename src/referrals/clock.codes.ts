import { codelist, type Code } from '../kernel/codelist.js';

export const clockStates = codelist({
  running: 'Running',
  stands_still: 'Stands still',
  done: 'Done',
  over: 'Ended without it',
});
export type ClockState = Code<typeof clockStates>;
