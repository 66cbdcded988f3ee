import { fieldOf } from '../../src/risk/assessment.rules.js';
import { openAdvocateDesk, type AdvocateDesk } from './advocate-desk.js';
import { answers, larkspurScreen } from './given-risk.js';

/** An advocate at their desk, who assesses on our own instrument. */
export interface AssessmentDesk extends AdvocateDesk {
  readonly instrumentId: string;
  /** A new assessment's form with nothing left out, and that of one begun, whose instrument is settled. */
  complete(): Record<string, string>;
  filled(): Record<string, string>;
  /** Begins a draft, complete unless it says otherwise, and answers its id. */
  begun(caseId: string, fields?: object): Promise<string>;
}

export async function openAssessmentDesk(): Promise<AssessmentDesk> {
  const desk = await openAdvocateDesk();
  const instrumentId = await larkspurScreen(desk.house.database.owner);
  const filled = () => ({
    mode: 'phone',
    professionalBand: 'standard',
    ...asFields(answers()),
  });
  const complete = () => ({ instrumentId, ...filled() });
  return {
    ...desk,
    instrumentId,
    complete,
    filled,
    begun: async (caseId, fields = complete()) => {
      const { headers } = await desk.post(`/cases/${caseId}/assessments`, fields).expect(303);
      return assessmentIn(headers['location']);
    },
  };
}

/** Answers, each under the name its question has in the form. */
export function asFields(given: ReturnType<typeof answers>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([code, answer]) => [fieldOf(code), answer]));
}

/** The assessment that an address leads to. */
export function assessmentIn(location: unknown): string {
  return /^\/assessments\/([0-9a-f-]{36})$/.exec(String(location))?.[1] ?? '';
}
