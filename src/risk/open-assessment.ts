import type { EntityManager } from 'typeorm';
import { Case } from '../cases/case.entity.js';
import type { CaseScope } from '../cases/case.policy.js';
import { openCase } from '../cases/open-case.js';
import type { Actor } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import type { Permission } from '../kernel/policy.js';
import { Assessment } from './assessment.entity.js';

/** An assessment, and what is to be done in its case. */
export interface WhichAssessment {
  readonly assessmentId: string;
  readonly permission: Permission<CaseScope>;
}

export interface Opened {
  readonly assessment: Assessment;
  readonly kase: Case;
}

/**
 * The only way to an assessment: through its case.
 * @throws NotFound where there is none, where row security hides it, or where the permission says no.
 */
export async function openAssessment(
  tx: EntityManager,
  actor: Actor,
  which: WhichAssessment,
): Promise<Opened> {
  const assessment = await found(tx, which);
  const kase = await openCase(tx, actor, { caseId: assessment.caseId, permission: which.permission });
  return { assessment, kase };
}

/** As `openAssessment`, holding the case, and with it every assessment in it, until the transaction ends. */
export async function openAssessmentToChange(
  tx: EntityManager,
  actor: Actor,
  which: WhichAssessment,
): Promise<Opened> {
  const { caseId } = await found(tx, which);
  const kase = await openCase(tx, actor, { caseId, permission: which.permission, hold: 'to_change' });
  return { assessment: await found(tx, which), kase }; // read again: it may have changed while the case was waited for
}

async function found(tx: EntityManager, { assessmentId }: WhichAssessment): Promise<Assessment> {
  const assessment = await tx.findOneBy(Assessment, { id: assessmentId });
  if (!assessment) throw new NotFound();
  return assessment;
}
