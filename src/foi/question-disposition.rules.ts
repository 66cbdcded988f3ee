import type { Disposition, Exemption, Measure } from './foi.codes.js';
import { namesPerson } from './named-person.rules.js';
import { asksUncountedAct, falsePremiseIn, orderActsIn } from './question-orders.rules.js';
import type { AskedOrder, Clarification, Correction, ReadingNote } from './question.codes.js';

/** What is to be done with a question, and why. */
export interface Judgement {
  readonly disposition: Disposition;
  readonly exemption: Exemption | null;
  readonly correction: Correction | null;
  readonly clarifications: readonly Clarification[];
  readonly note: ReadingNote | null;
}

const ownRecords =
  /\b(?:about|on|regarding|concerning) me\b|\bmy (?:own )?(?:case|file|records?|personal data)\b/i;
const ownRelation =
  /\bmy (?:ex|former|late|husband|wife|partner|boyfriend|girlfriend|neighbour|colleague|son|daughter|mother|father|brother|sister)\b/i;
const narrative =
  /\b(?:send|provide|supply|release|disclose|copy|copies|see|give)\b[^.?;]{0,60}\b(?:the (?:full )?text of|narratives?|case notes?|(?:witness|victim) statements?|transcripts?|logs of)/i;
const freeText =
  /\bfree[- ]text\b|\banywhere in (?:their|the|its) text\b|\bkey ?words?\b|\b(?:records?|cases?|reports?|notes?|logs?|incidents?|offences?)\b[^.?;]{0,40}\b(?:mention|contain(?:ing|s)? the (?:words?|terms?|phrases?))/i;

/** Whether a passage asks about one person: the one who writes, or another. */
export function isAboutPerson(text: string): boolean {
  return ownRecords.test(text) || namesPerson(text) || ownRelation.test(text);
}

/** What a question may be given: the gravest thing found in it governs, and an answer only where nothing is. */
export function judge(text: string, orders: readonly AskedOrder[], measures: readonly Measure[]): Judgement {
  const plain = { exemption: null, correction: null, clarifications: [], note: null } as const;
  if (ownRecords.test(text))
    return { ...plain, disposition: 'exempt', exemption: 's40_1', note: 'subject_access' };
  if (namesPerson(text) || ownRelation.test(text)) {
    return { ...plain, disposition: 'neither_confirm_nor_deny', exemption: 's40_5', note: 'about_a_person' };
  }
  if (narrative.test(text))
    return { ...plain, disposition: 'exempt', exemption: 's40_2', note: 'narrative_is_personal_data' };
  if (freeText.test(text)) return { ...plain, disposition: 'free_text_search', note: 'offer_coded_cyber' };
  const correction = falsePremiseIn(text, orders, orderActsIn(text));
  if (correction !== null) return { ...plain, disposition: 'wrong_premise', correction };
  const clarifications = unclearIn(text, orders, measures);
  const detections = /\bsanction detections?\b/i.test(text) ? 'sanction_detection_ended' : null;
  return {
    ...plain,
    disposition: clarifications.length > 0 ? 'clarify' : 'answerable',
    clarifications,
    correction: detections,
  };
}

function unclearIn(
  text: string,
  orders: readonly AskedOrder[],
  measures: readonly Measure[],
): Clarification[] {
  if (measures.length === 0)
    return [orders.length > 0 && asksUncountedAct(text) ? 'which_order_act' : 'what_is_counted'];
  if (measures.includes('stalking_reports')) return ['which_reports'];
  return /\bsanction detections?\b|\bpositive outcomes?\b/i.test(text) ? ['which_outcomes'] : [];
}
