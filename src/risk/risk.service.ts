import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import type { CaseScope } from '../cases/case.policy.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { Stale } from '../kernel/errors.js';
import { authorise, type Permission } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import {
  assessmentsOfCase,
  correctionOf,
  instrumentOf,
  instrumentsInUse,
  narrativeOf,
  reviewOf,
  staffName,
  type AssessmentLine,
  type ReviewFacts,
} from './assessment.queries.js';
import type { Instrument } from './instrument.entity.js';
import { openAssessment, openAssessmentToChange, type Opened } from './open-assessment.js';
import {
  beginAssessment,
  changeAssessment,
  submitAssessment,
  type AssessmentBegun,
  type AssessmentGiven,
} from './record-assessment.js';
import { assessments, risk, scopeOf } from './risk.policy.js';

/** Everything an assessment's page says. */
export interface AssessmentFacts extends Opened {
  readonly instrument: Instrument;
  readonly narrative: { readonly rationale: string | null; readonly clientView: string | null };
  readonly review: ReviewFacts | null;
  /** Why the assessment this one does again was returned; null where it does none again. */
  readonly returnedBecause: string | null;
  readonly author: string;
  readonly correctedById: string | null;
}

/** What a new assessment may begin from: the instruments in use, and the returned one it is to do again. */
export interface Beginning {
  readonly kase: Case;
  readonly instruments: readonly Instrument[];
  readonly returned: AssessmentFacts | null;
}

type Changed = AssessmentGiven & { readonly version: number };

@Injectable()
export class RiskService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  ofCase(actor: Person, caseId: string): Promise<AssessmentLine[]> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: risk.view });
      return assessmentsOfCase(tx, kase.id);
    });
  }

  instruments(actor: Person): Promise<Instrument[]> {
    return this.db.run(actor, (tx) => instrumentsInUse(tx, this.clock.today()));
  }

  beginning(actor: Person, caseId: string, correctsId?: string): Promise<Beginning> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: risk.assess });
      const instruments = await instrumentsInUse(tx, this.clock.today());
      const opened =
        correctsId &&
        (await openAssessment(tx, actor, { assessmentId: correctsId, permission: risk.assess }));
      return { kase, instruments, returned: opened ? await factsOf(tx, opened) : null };
    });
  }

  begin(actor: Person, caseId: string, given: AssessmentBegun): Promise<string> {
    return this.db.run(actor, async (tx) => (await this.begun(tx, actor, { caseId, given })).assessment.id);
  }

  beginAndSubmit(actor: Person, caseId: string, given: AssessmentBegun): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const opened = await this.begun(tx, actor, { caseId, given });
      await submitAssessment(tx, opened, this.clock.now());
      return opened.assessment.id;
    });
  }

  show(
    actor: Person,
    assessmentId: string,
    permission: Permission<CaseScope> = risk.view,
  ): Promise<AssessmentFacts> {
    return this.db.run(actor, async (tx) =>
      factsOf(tx, await openAssessment(tx, actor, { assessmentId, permission })),
    );
  }

  /** What the form of one's own draft is filled with. */
  draft(actor: Person, assessmentId: string): Promise<AssessmentFacts> {
    return this.db.run(actor, async (tx) => {
      const opened = await openAssessment(tx, actor, { assessmentId, permission: risk.assess });
      authorise(actor, assessments.change, scopeOf(opened));
      return factsOf(tx, opened);
    });
  }

  change(actor: Person, assessmentId: string, given: Changed): Promise<void> {
    return this.db.run(actor, async (tx) => {
      await changeAssessment(tx, await ownDraft(tx, actor, assessmentId), given);
    });
  }

  changeAndSubmit(actor: Person, assessmentId: string, given: Changed): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const changed = await changeAssessment(tx, await ownDraft(tx, actor, assessmentId), given);
      await submitAssessment(tx, changed, this.clock.now());
    });
  }

  submit(actor: Person, assessmentId: string, version: number): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const opened = await ownDraft(tx, actor, assessmentId);
      if (opened.assessment.version !== version) throw new Stale(opened.assessment.version);
      await submitAssessment(tx, opened, this.clock.now());
    });
  }

  private async begun(
    tx: EntityManager,
    actor: Person,
    { caseId, given }: { caseId: string; given: AssessmentBegun },
  ): Promise<Opened> {
    const kase = await openCase(tx, actor, { caseId, permission: risk.assess, hold: 'to_change' });
    return beginAssessment(tx, { kase, now: this.clock.now() }, given);
  }
}

async function ownDraft(tx: EntityManager, actor: Person, assessmentId: string): Promise<Opened> {
  const opened = await openAssessmentToChange(tx, actor, { assessmentId, permission: risk.assess });
  authorise(actor, assessments.change, scopeOf(opened));
  return opened;
}

async function factsOf(tx: EntityManager, { assessment, kase }: Opened): Promise<AssessmentFacts> {
  return {
    assessment,
    kase,
    instrument: await instrumentOf(tx, assessment.instrumentId),
    narrative: await narrativeOf(tx, assessment.id),
    review: await reviewOf(tx, assessment.id),
    returnedBecause: assessment.correctsId && ((await reviewOf(tx, assessment.correctsId))?.reason ?? null),
    author: await staffName(tx, assessment.authorId),
    correctedById: await correctionOf(tx, assessment.id),
  };
}
