import type { EntityManager } from 'typeorm';
import type { RiskBand } from '../codes/risk-band.codes.js';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import { assessmentNarrative, reviewNarrative } from './assessment.sealed.js';
import { Instrument } from './instrument.entity.js';
import type { AssessmentState, Mode } from './risk.codes.js';

/** One assessment among a case's. */
export interface AssessmentLine {
  readonly id: string;
  readonly state: AssessmentState;
  readonly authorId: string;
  readonly author: string;
  readonly instrument: string;
  readonly mode: Mode;
  readonly begunAt: Date;
  readonly submittedOn: PlainDate | null;
  readonly finalBand: RiskBand | null;
  /** The assessment that did this one again, once there is one. */
  readonly correctedById: string | null;
}

/** What a supervisor decided about an assessment. */
export interface ReviewFacts {
  readonly decision: 'agreed' | 'amended' | 'returned';
  readonly band: RiskBand | null;
  readonly at: Date;
  readonly reviewer: string;
  readonly reason: string;
}

/** The instruments that may be begun on a day, by title, the newest edition first. The last day of one is not given to it. */
export function instrumentsInUse(tx: EntityManager, today: PlainDate): Promise<Instrument[]> {
  return tx
    .createQueryBuilder(Instrument, 'instrument')
    .where('instrument.retired_on IS NULL OR instrument.retired_on > :today', { today })
    .orderBy('instrument.title')
    .addOrderBy('instrument.edition', 'DESC')
    .addOrderBy('instrument.id')
    .getMany();
}

export async function instrumentOf(tx: EntityManager, instrumentId: string): Promise<Instrument> {
  const instrument = await tx.findOneBy(Instrument, { id: instrumentId });
  if (!instrument) throw new NotFound();
  return instrument;
}

export async function narrativeOf(tx: EntityManager, assessmentId: string): Promise<Narrative> {
  const rows = await tx.query<SealedNarrative[]>(
    `SELECT a.case_id AS "caseId", n.rationale, n.client_view AS "clientView"
     FROM assessment_narrative n JOIN assessment a ON a.id = n.assessment_id WHERE n.assessment_id = $1`,
    [assessmentId],
  );
  const [narrative] = await openRows(tx, rows, {
    from: assessmentNarrative,
    row: () => assessmentId,
    keyId: ({ caseId }) => caseId,
    fields: { rationale: 'rationale', clientView: 'client_view' },
  });
  return { rationale: narrative?.rationale ?? null, clientView: narrative?.clientView ?? null };
}

/** What an assessment says in words: why its author judged so, and how the client sees it. */
export interface Narrative {
  readonly rationale: string | null;
  readonly clientView: string | null;
}

interface SealedNarrative {
  readonly caseId: string;
  readonly rationale: Sealed | null;
  readonly clientView: Sealed | null;
}

/** The assessments of a case, drafts included, the newest first. */
export function assessmentsOfCase(tx: EntityManager, caseId: string): Promise<AssessmentLine[]> {
  return tx.query<AssessmentLine[]>(
    `SELECT a.id, a.state, a.author_id AS "authorId", s.display_name AS author, i.title AS instrument, a.mode,
       a.begun_at AS "begunAt", a.submitted_on AS "submittedOn", a.final_band AS "finalBand", c.id AS "correctedById"
     FROM assessment a JOIN staff s ON s.id = a.author_id JOIN instrument i ON i.id = a.instrument_id
       LEFT JOIN assessment c ON c.corrects_id = a.id
     WHERE a.case_id = $1 ORDER BY coalesce(a.submitted_at, a.begun_at) DESC, a.id`,
    [caseId],
  );
}

/** Whether this is the last assessment submitted in its case: the one whose band the case is worked at. */
export async function isLatestSubmitted(tx: EntityManager, assessmentId: string): Promise<boolean> {
  const [row] = await tx.query<{ latest: boolean }[]>(
    `SELECT NOT EXISTS (SELECT FROM assessment later WHERE later.case_id = a.case_id AND later.submitted_at > a.submitted_at) AS latest
     FROM assessment a WHERE a.id = $1`,
    [assessmentId],
  );
  return row?.latest ?? false;
}

export async function correctionOf(tx: EntityManager, assessmentId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>('SELECT id FROM assessment WHERE corrects_id = $1', [
    assessmentId,
  ]);
  return row?.id ?? null;
}

export async function reviewOf(tx: EntityManager, assessmentId: string): Promise<ReviewFacts | null> {
  const rows = await tx.query<SealedReview[]>(
    `SELECT r.id, a.case_id AS "caseId", r.decision, r.band, r.at, s.display_name AS reviewer, n.reason
     FROM review r JOIN staff s ON s.id = r.reviewer_id JOIN review_narrative n ON n.review_id = r.id
       JOIN assessment a ON a.id = r.assessment_id
     WHERE r.assessment_id = $1`,
    [assessmentId],
  );
  const [opened] = await openRows(tx, rows, {
    from: reviewNarrative,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: { reason: 'reason' },
  });
  if (!opened) return null;
  const { decision, band, at, reviewer, reason } = opened;
  return { decision, band, at, reviewer, reason };
}

type SealedReview = Omit<ReviewFacts, 'reason'> & {
  readonly id: string;
  readonly caseId: string;
  readonly reason: Sealed;
};

export async function staffName(tx: EntityManager, staffId: string): Promise<string> {
  const [row] = await tx.query<{ name: string }[]>('SELECT display_name AS name FROM staff WHERE id = $1', [
    staffId,
  ]);
  return row?.name ?? '';
}
