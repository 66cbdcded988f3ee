import { codelist, type Code } from '../kernel/codelist.js';

/** Why a case meets a panel's threshold. A repeat needs none of them: see repeat.rules.ts. */
export const panelCriteria = codelist({
  professional_judgement: 'Professional judgement: we have serious concerns',
  visible_high_risk: 'Visible high risk: the assessment says so',
  escalation: 'Escalation: it happens more often, or gets worse',
});
export type PanelCriterion = Code<typeof panelCriteria>;

/** What was found of whether a case is a repeat. */
export const repeatFindings = codelist({ yes: 'A repeat', no: 'Not a repeat', not_known: 'Cannot be told' });
export type RepeatFound = Code<typeof repeatFindings>;

export const repeatAnswers = codelist({ yes: 'Yes, a repeat', no: 'No, not a repeat' });
export type RepeatAnswer = Code<typeof repeatAnswers>;
