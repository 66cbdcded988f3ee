import type { EntityManager } from 'typeorm';
import type { RiskBand } from '../codes/risk-band.codes.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { ContractChange, Eligibility, HoursCounted, TargetMeasure } from './contract.codes.js';
import type { Obstacle, ProposalDecision } from './proposal.codes.js';

/** A change of a contract: what it is to say, what it said before where it was approved, and what became of it. */
export interface ChangeRow {
  readonly id: string;
  readonly changes: ContractChange;
  readonly cutOffDays: number | null;
  readonly returnDueDays: number | null;
  readonly annualCostPounds: number | null;
  readonly eligibility: Eligibility | null;
  readonly acknowledgeDays: number | null;
  readonly answerDays: number | null;
  readonly measure: TargetMeasure | null;
  readonly risk: RiskBand | null;
  readonly withinHours: number | null;
  readonly sharePercent: number | null;
  readonly countedIn: HoursCounted | null;
  readonly wasCutOffDays: number | null;
  readonly wasReturnDueDays: number | null;
  readonly wasAnnualCostPounds: number | null;
  readonly wasEligibility: Eligibility | null;
  readonly wasAcknowledgeDays: number | null;
  readonly wasAnswerDays: number | null;
  readonly wasWithinHours: number | null;
  readonly wasSharePercent: number | null;
  readonly wasCountedIn: HoursCounted | null;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly decision: ProposalDecision | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly waiting: boolean;
  /** Why whoever asks cannot approve it; null where they can. */
  readonly obstacle: Obstacle | null;
}

// Nobody sees the accounts of the other side: who it was is theirs to say.
const select = `
  SELECT x.id, x.changes, x.cut_off_days AS "cutOffDays", x.return_due_days AS "returnDueDays", x.annual_cost_pounds AS "annualCostPounds", x.eligibility,
    x.acknowledge_days AS "acknowledgeDays", x.answer_days AS "answerDays",
    x.was_acknowledge_days AS "wasAcknowledgeDays", x.was_answer_days AS "wasAnswerDays",
    x.measure, x.risk_band AS risk, x.within_hours AS "withinHours", x.share_percent AS "sharePercent", x.counted_in AS "countedIn",
    x.was_cut_off_days AS "wasCutOffDays", x.was_return_due_days AS "wasReturnDueDays", x.was_annual_cost_pounds AS "wasAnnualCostPounds",
    x.was_eligibility AS "wasEligibility", x.was_within_hours AS "wasWithinHours", x.was_share_percent AS "wasSharePercent", x.was_counted_in AS "wasCountedIn",
    coalesce(b.display_name, 'the service') AS "proposedBy", x.proposed_at AS "proposedAt", x.expires_at AS "expiresAt", x.decision,
    CASE WHEN x.decision IS NOT NULL THEN coalesce(d.display_name, 'the other side') END AS "decidedBy", x.decided_at AS "decidedAt",
    x.decision IS NULL AND x.expires_at > now() AS waiting, obstacle_to_changing(x.id, my_user()) AS obstacle
  FROM contract_change x LEFT JOIN staff b ON b.id = x.proposed_by LEFT JOIN staff d ON d.id = x.decided_by`;

/** A page of what was proposed of a contract, the latest first. */
export async function changesOf(
  tx: EntityManager,
  contractId: string,
  asked: unknown,
): Promise<Paged<ChangeRow>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM contract_change WHERE contract_id = $1',
    [contractId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<ChangeRow[]>(
    `${select} WHERE x.contract_id = $1 ORDER BY x.proposed_at DESC, x.id LIMIT $2 OFFSET $3`,
    [contractId, place.size, place.offset],
  );
  return { ...place, rows };
}

/** Whether something of the same is waiting already: two that wait would undo one another. */
export async function alreadyWaits(
  tx: EntityManager,
  contractId: string,
  { measure, risk }: { readonly measure: TargetMeasure | null; readonly risk: RiskBand | null },
): Promise<boolean> {
  const rows = await tx.query<object[]>(
    `SELECT FROM contract_change WHERE contract_id = $1 AND decision IS NULL AND expires_at > now()
       AND measure IS NOT DISTINCT FROM $2 AND risk_band IS NOT DISTINCT FROM $3`,
    [contractId, measure, risk],
  );
  return rows.length > 0;
}

/** Whether there is such a change of a contract, for whoever may see it. */
export async function isChangeOf(tx: EntityManager, contractId: string, changeId: string): Promise<boolean> {
  const rows = await tx.query<object[]>('SELECT FROM contract_change WHERE id = $1 AND contract_id = $2', [
    changeId,
    contractId,
  ]);
  return rows.length > 0;
}
