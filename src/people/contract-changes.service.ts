import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { alreadyWaits, isChangeOf } from './contract-change.queries.js';
import { soundTarget, soundTerms, targetLike } from './contract-terms.rules.js';
import type { TargetEndForm, TargetForm, TermsForm } from './contract.dto.js';
import { contracts } from './contract.policy.js';
import { contractOf, targetsOf, type AgreedContract } from './contract.queries.js';
import { whereApproved } from './obstructed.js';

type Said = Readonly<Record<string, string | number | null>>;

/** What of a contract is proposed, and what becomes of that. */
@Injectable()
export class ContractChanges {
  constructor(private readonly db: UnitOfWork) {}

  /** @throws RuleBroken of `soundTerms`, `already-proposed` or `nobody-can-approve` */
  proposeTerms(actor: Person, contractId: string, form: TermsForm): Promise<string> {
    return this.proposing(actor, contractId, async (tx, contract) => {
      const { cutOffDays, returnDueDays, annualCostPounds, eligibility } = form;
      const { acknowledgeDays = null, answerDays = null } = form;
      const terms = soundTerms(
        { cutOffDays, returnDueDays, annualCostPounds, eligibility, acknowledgeDays, answerDays },
        contract,
      );
      return this.insert(tx, contractId, {
        changes: 'terms',
        cut_off_days: terms.cutOffDays,
        return_due_days: terms.returnDueDays,
        annual_cost_pounds: terms.annualCostPounds,
        eligibility: terms.eligibility,
        acknowledge_days: terms.acknowledgeDays,
        answer_days: terms.answerDays,
      });
    });
  }

  /** @throws RuleBroken of `soundTarget`, `already-proposed` or `nobody-can-approve` */
  proposeTarget(actor: Person, contractId: string, form: TargetForm): Promise<string> {
    return this.proposing(actor, contractId, async (tx) => {
      const { risk = null, ...said } = form;
      const target = soundTarget({ ...said, risk }, await targetsOf(tx, contractId));
      await this.waitsAlready(tx, contractId, { measure: form.measure, risk });
      return this.insert(tx, contractId, {
        changes: 'target',
        measure: target.measure,
        risk_band: target.risk,
        within_hours: target.withinHours,
        share_percent: target.sharePercent,
        counted_in: target.countedIn,
      });
    });
  }

  /** @throws RuleBroken `no-such-target`, `already-proposed` or `nobody-can-approve` */
  proposeNoTarget(actor: Person, contractId: string, form: TargetEndForm): Promise<string> {
    return this.proposing(actor, contractId, async (tx) => {
      const { measure } = form;
      const risk = form.risk ?? null;
      if (!targetLike({ measure, risk }, await targetsOf(tx, contractId)))
        throw new RuleBroken('no-such-target', 'The contract has no such target');
      await this.waitsAlready(tx, contractId, { measure, risk });
      return this.insert(tx, contractId, { changes: 'no_target', measure, risk_band: risk });
    });
  }

  /** @throws RuleBroken named after the obstacle, where whoever asks cannot approve it */
  approve(actor: Person, contractId: string, changeId: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      if (!(await isChangeOf(tx, contractId, changeId))) throw new NotFound();
      await whereApproved(() => tx.query('SELECT approve_contract_change($1)', [changeId]));
      await addHistory(tx, { did: 'contract.changed', to: contractId });
    });
  }

  refuse(actor: Person, contractId: string, changeId: string): Promise<void> {
    return this.turnDown(actor, contractId, { changeId, decision: 'refused' });
  }

  withdraw(actor: Person, contractId: string, changeId: string): Promise<void> {
    return this.turnDown(actor, contractId, { changeId, decision: 'withdrawn' });
  }

  private turnDown(
    actor: Person,
    contractId: string,
    { changeId, decision }: { changeId: string; decision: 'refused' | 'withdrawn' },
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      if (!contract || !(await isChangeOf(tx, contractId, changeId))) throw new NotFound();
      authorise(actor, decision === 'withdrawn' ? contracts.withdraw : contracts.refuse, contract);
      const [, count] = await tx.query<[unknown, number]>(
        `UPDATE contract_change SET decision = $2, decided_by = my_user(), decided_at = now() WHERE id = $1 AND decision IS NULL`,
        [changeId, decision],
      );
      if (count === 0) throw new Stale();
      await addHistory(tx, { did: `contract.change_${decision}`, to: changeId });
    });
  }

  private proposing(
    actor: Person,
    contractId: string,
    propose: (tx: EntityManager, contract: AgreedContract) => Promise<string>,
  ): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      if (!contract) throw new NotFound();
      authorise(actor, contracts.propose, contract);
      return propose(tx, contract);
    });
  }

  private async waitsAlready(tx: EntityManager, contractId: string, of: Parameters<typeof alreadyWaits>[2]) {
    if (await alreadyWaits(tx, contractId, of))
      throw new RuleBroken('already-proposed', 'This waits for approval already. Withdraw that first.');
  }

  private async insert(tx: EntityManager, contractId: string, said: Said): Promise<string> {
    if (said['changes'] === 'terms') await this.waitsAlready(tx, contractId, { measure: null, risk: null });
    const columns = Object.keys(said);
    const places = columns.map((_, index) => `$${String(index + 2)}`);
    const [{ id }] = await tx.query<[{ id: string }]>(
      `INSERT INTO contract_change (contract_id, ${columns.join(', ')}) VALUES ($1, ${places.join(', ')}) RETURNING id`,
      [contractId, ...Object.values(said)],
    );
    const [{ approvers }] = await tx.query<[{ approvers: number }]>(
      'SELECT approvers_of_contract_change($1) AS approvers',
      [id],
    );
    if (approvers === 0)
      throw new RuleBroken(
        'nobody-can-approve',
        'Nobody could approve this: neither a supervisor here nor the commissioner has an account that may',
      );
    await addHistory(tx, { did: 'contract.change_proposed', to: id });
    return id;
  }
}
