import type { PlainDate } from '../kernel/plain-date.js';

export interface ActionFacts {
  readonly dueOn: PlainDate;
  readonly doneOn: PlainDate | null;
}

/**
 * How an action agreed at a panel stands on a day. Its due day is inclusive: due on 3 March 2026 it is still to do on 3 March, and
 * overdue from 4 March. Until somebody says that it was done, it was not.
 */
export function actionStanding(
  { dueOn, doneOn }: ActionFacts,
  today: PlainDate,
): 'done' | 'to_do' | 'overdue' {
  if (doneOn !== null) return 'done';
  return dueOn < today ? 'overdue' : 'to_do';
}
