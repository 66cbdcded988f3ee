import type pg from 'pg';
import { larkspurScreen1 } from '../../migrations/larkspur-screen-1.js';
import type { Person } from '../../src/kernel/actor.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { assessmentNarrative } from '../../src/risk/assessment.sealed.js';
import { sealingIn } from './sealing.js';

type Answer = 'yes' | 'no' | 'dont_know' | 'not_asked';
type Band = 'standard' | 'medium' | 'high';

/** The questions of our own instrument, by code and in order. */
export const questions: readonly string[] = larkspurScreen1.sections.flatMap(({ items }) =>
  items.map(({ code }) => code),
);

/** Answers to our own instrument: no to everything that counts when yes, and yes to the rest, but for those named. */
export function answers(named: Readonly<Record<string, Answer>> = {}): Record<string, Answer> {
  const quiet = larkspurScreen1.sections.flatMap(({ items }) =>
    items.map(({ code, countsWhen }) => [code, countsWhen === 'no' ? 'yes' : 'no'] as const),
  );
  return { ...Object.fromEntries(quiet), ...named };
}

export async function larkspurScreen(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT id FROM instrument WHERE code = 'larkspur_screen' AND edition = 1`,
  );
  if (!rows[0]) throw new Error('Our own instrument is missing');
  return rows[0].id;
}

export interface AssessmentGiven {
  readonly caseId: string;
  readonly author: Person;
  readonly state?: 'draft' | 'submitted';
  /** The day it was submitted, at 10:00 UTC. */
  readonly on?: string;
  readonly toolBand?: Band | 'none_set';
  readonly band?: Band;
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Our own, unless another is named. */
  readonly instrumentId?: string;
}

/** A saved assessment on our own instrument: submitted, standard, unless it says otherwise. Its case is left as it is. */
export async function givenAnAssessment(owner: pg.Client, given: AssessmentGiven): Promise<string> {
  const { caseId, author, state = 'submitted', on = '2026-03-02', band = 'standard' } = given;
  const submitted = state === 'draft' ? null : `${on}T10:00:00Z`;
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO assessment (case_id, instrument_id, state, author_id, begun_at, mode, answers, tool_band, professional_band, final_band, submitted_at, submitted_on)
     VALUES ($1, $2, $3, $4, $5, 'phone', $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      caseId,
      given.instrumentId ?? (await larkspurScreen(owner)),
      state,
      author.userId,
      `${on}T09:00:00Z`,
      JSON.stringify(given.answers ?? answers()),
      submitted && (given.toolBand ?? band),
      band,
      submitted && band,
      submitted,
      submitted && on,
    ],
  );
  const id = rows[0]?.id ?? '';
  const place = { of: assessmentNarrative, row: id, keyId: caseId };
  await insertSealed(await sealingIn(owner, caseId), place, {
    rationale: 'Invented: reasons given at length.',
  });
  return id;
}
