import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { addAddress } from '../parties/address.queries.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { hashOfTerms } from '../platform/audit/hash-of-terms.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { Secrets } from '../platform/secrets.js';
import type {
  AgreedForm,
  DangerEndingForm,
  LeadToldForm,
  PoliceToldForm,
  WhereaboutsForm,
} from './danger.dto.js';
import { dangers } from './danger.policy.js';
import {
  caseByReference,
  dangerBegun,
  dangerIn,
  dangersOver,
  endDanger,
  insertStep,
  runningDanger,
  stepsOf,
  type Danger,
  type NewStep,
  type StepRow,
} from './danger.queries.js';
import { soundEnding, soundStep } from './danger.rules.js';
import { leadsFor, type Lead } from './on-call.queries.js';

/** What the one screen shows. */
export interface DangerScreen {
  readonly kase: Case;
  readonly danger: Danger | undefined;
  readonly steps: readonly StepRow[];
  readonly leads: readonly Lead[];
  readonly over: Paged<Danger>;
}

type Step = Partial<NewStep> & Pick<NewStep, 'step'>;
type Taking<T> = (tx: EntityManager, kase: Case) => T | Promise<T>;

/**
 * Somebody is in danger now. Every step is a transaction of its own, so that what was done is written down whatever rings next;
 * nobody is held up by pace, by a second step, or by what somebody else wrote meanwhile.
 */
@Injectable()
export class DangersService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
    private readonly secrets: Secrets,
  ) {}

  /** @throws RuleBroken `no-case-to-reach`, whether there is none or it is not for whoever asks */
  find(actor: Person, reference: string): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const caseId = await caseByReference(tx, reference.toUpperCase());
      if (caseId === undefined) throw unreachable(hashOfTerms(this.secrets, [reference]));
      return caseId;
    });
  }

  screen(actor: Person, caseId: string, asked: unknown): Promise<DangerScreen> {
    return this.db.run(actor, async (tx) => {
      const kase = await this.open(tx, actor, caseId);
      const danger = await runningDanger(tx, kase.id);
      return {
        kase,
        danger,
        steps: danger ? await stepsOf(tx, danger) : [],
        leads: await leadsFor(tx, kase.id, this.clock.now()),
        over: await dangersOver(tx, kase.id, asked),
      };
    });
  }

  /** One that is over, or not yet. @throws NotFound */
  show(
    actor: Person,
    { caseId, dangerId }: { caseId: string; dangerId: string },
  ): Promise<{ kase: Case; danger: Danger; steps: StepRow[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await this.open(tx, actor, caseId);
      const danger = await dangerIn(tx, kase.id, dangerId);
      if (!danger) throw new NotFound();
      return { kase, danger, steps: await stepsOf(tx, danger) };
    });
  }

  police(actor: Person, caseId: string, { police: standing, incident }: PoliceToldForm): Promise<string> {
    soundStep(standing, incident);
    return this.take(actor, caseId, () => ({ step: 'police', standing, words: incident ?? null }));
  }

  /** @throws RuleBroken `lead-is-named` where nobody is, or not one who may know of it */
  lead(actor: Person, caseId: string, { lead: standing, toldId, whyNot }: LeadToldForm): Promise<string> {
    soundStep(standing, whyNot);
    return this.take(actor, caseId, async (tx, kase) => {
      if (standing === 'not_done') return { step: 'lead', standing, words: whyNot ?? null };
      const leads = await leadsFor(tx, kase.id, this.clock.now());
      if (!leads.some(({ staffId }) => staffId === toldId))
        throw new RuleBroken('lead-is-named', 'Select who was told');
      return { step: 'lead', standing, toldId: toldId ?? null };
    });
  }

  agreed(actor: Person, caseId: string, { agreed }: AgreedForm): Promise<string> {
    return this.take(actor, caseId, () => ({ step: 'agreed', words: agreed }));
  }

  /** Where the person is becomes an address of theirs: it stands in no list, and is opened with a reason. */
  whereabouts(actor: Person, caseId: string, { safe, where }: WhereaboutsForm): Promise<string> {
    if (where === undefined) return this.take(actor, caseId, () => ({ step: 'whereabouts', safe }));
    const at = async (tx: EntityManager, { id, clientId }: Case): Promise<Step> => {
      const said = { whose: 'client', kind: 'staying', refuge: 'unknown', value: where } as const;
      const addressId = await addAddress(tx, clientId, {
        ...said,
        relatedPersonId: null,
        former: null,
        recordedAt: this.clock.now(),
      });
      await addHistory(tx, { did: 'address.recorded', to: addressId, in: id });
      return { step: 'whereabouts', safe, addressId };
    };
    // The last thing of all: whoever is found to live there is kept from the case from then on.
    return this.take(actor, caseId, at, (tx, { clientId }) =>
      this.tokens.enter(tx, [{ party: 'client', id: clientId, names: [], reachedBy: [where] }]),
    );
  }

  /** By a supervisor. The risk is then assessed anew: a job asks for it. @throws RuleBroken `danger-not-over`; NotFound where it is */
  end(actor: Person, caseId: string, { decision, why }: DangerEndingForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: dangers.end, hold: 'to_add' });
      const danger = await runningDanger(tx, kase.id);
      if (!danger) throw new NotFound();
      const sound = soundEnding(decision, await stepsOf(tx, danger));
      if ((await endDanger(tx, danger, { decision: sound, why, at: this.clock.now() })) === 0)
        throw new NotFound();
      await addHistory(tx, { did: 'danger.ended', to: danger.id, in: kase.id });
    });
  }

  private take(
    actor: Person,
    caseId: string,
    ...[step, last]: [Taking<Step>, Taking<void>?]
  ): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: dangers.step, hold: 'to_add' });
      const at = this.clock.now();
      const { id: dangerId, isNew } = await dangerBegun(tx, kase.id, at);
      if (isNew) await addHistory(tx, { did: 'danger.begun', to: dangerId, in: kase.id });
      const none = { standing: 'done', safe: null, toldId: null, addressId: null, words: null } as const;
      const taken = { ...none, ...(await step(tx, kase)) };
      const id = await insertStep(tx, { dangerId, caseId: kase.id, at }, taken);
      await addHistory(tx, { did: `danger.${taken.step}`, to: id, in: kase.id });
      await last?.(tx, kase);
      return id;
    });
  }

  /** To be read at once: held as what is added to is, so that nobody's pace is asked. */
  private open(tx: EntityManager, actor: Person, caseId: string): Promise<Case> {
    return openCase(tx, actor, { caseId, permission: dangers.view, hold: 'to_add' });
  }
}

function unreachable(keptFrom: string): RuleBroken {
  return new RuleBroken(
    'no-case-to-reach',
    'No case of your teams has that reference. Ring 999 and a supervisor now. A case of another team is opened under Emergency.',
    keptFrom,
  );
}
