import { codelist, type Code } from '../kernel/codelist.js';

/** Why a case goes to somebody other than those proposed. */
export const overrideReasons = codelist({
  client_asked: 'The client asked for them',
  knows_the_case: 'They know the case or the client already',
  not_recorded: 'They can do something that is not recorded',
  nobody_better: 'Nobody proposed can begin as soon',
  other: 'Another reason',
});
export type OverrideReason = Code<typeof overrideReasons>;

/** Why somebody is away. That they are ill is theirs to say, and is recorded nowhere: it is unplanned. */
export const absenceReasons = codelist({
  leave: 'Leave',
  unplanned: 'Not planned',
  training: 'Training',
  other_work: 'Other work',
});
export type AbsenceReason = Code<typeof absenceReasons>;
