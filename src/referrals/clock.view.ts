import { labelOf } from '../kernel/codelist.js';
import { targetMeasures } from '../people/contract.codes.js';
import { instantInWords } from '../platform/page/filters.js';
import { clockStates } from './clock.codes.js';
import type { Reading } from './clock-reading.rules.js';

/** A clock as pages show it: what it times, how it stands, and why it is due when it is. */
export function clockView(reading: Reading, receivedAt: Date) {
  return {
    measure: labelOf(targetMeasures, reading.measure),
    words: clockInWords(reading),
    ran: ranInWords(reading),
    because: reading.because && `Received ${instantInWords(receivedAt)}; ${reading.because}.`,
    late: reading.late,
    stands: labelOf(clockStates, reading.state),
  };
}

/** How a clock stands, in one line: 'Due 9 March 2026, 12:00: 3 hours left'. */
export function clockInWords({ state, endedAt, dueAt, late, remainingMinutes }: Reading): string {
  const due = dueAt && instantInWords(dueAt);
  if (state === 'over') return endedAt ? `Ended ${instantInWords(endedAt)} without it` : '';
  if (state === 'done' && endedAt)
    return `Done ${instantInWords(endedAt)}${due ? `, ${late ? `late: it was due ${due}` : 'in time'}` : ''}`;
  if (due === null || remainingMinutes === null) return 'No contract says how soon';
  if (state === 'stands_still') return `Stands still. As it is now, due ${due}`;
  return late
    ? `Late by ${lengthInWords(-remainingMinutes)}: it was due ${due}`
    : `Due ${due}: ${lengthInWords(remainingMinutes)} left`;
}

/** '26 hours; 9 of them while the service was open' */
function ranInWords({ elapsedMinutes, workingMinutes }: Reading): string {
  const ran = lengthInWords(elapsedMinutes);
  return workingMinutes === null ? ran : `${ran}, of which ${lengthInWords(workingMinutes)} in opening hours`;
}

/** Minutes under an hour, then whole hours, from two days on whole days: each rounded down. */
export function lengthInWords(minutes: number): string {
  if (minutes < 60) return minutes === 1 ? '1 minute' : `${String(minutes)} minutes`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours === 1 ? '1 hour' : `${String(hours)} hours`;
  return `${String(Math.floor(hours / 24))} days`;
}
