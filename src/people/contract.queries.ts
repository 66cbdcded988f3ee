import type { EntityManager } from 'typeorm';
import type { RiskBand } from '../codes/risk-band.codes.js';
import type { PoliceArea } from '../codes/police-area.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { ServiceCaseload } from './contract-terms.rules.js';
import { Contract } from './contract.entity.js';
import type { HoursCounted, TargetMeasure } from './contract.codes.js';

/** A contract with its two sides by name, and where it runs. */
export interface AgreedContract extends Contract {
  readonly commissioner: string;
  readonly service: string;
  readonly areas: readonly PoliceArea[];
}

/** In what share of referrals something is to be done within so many hours of being received. */
export interface Target {
  readonly measure: TargetMeasure;
  readonly withinHours: number;
  readonly sharePercent: number;
  readonly countedIn: HoursCounted;
  /** Of which risk it is asked; null of every one that has no target of its own. */
  readonly risk: RiskBand | null;
}

const agreed = `
  SELECT contract.id, commissioner_id AS "commissionerId", service_id AS "serviceId", starts_on AS "startsOn", ends_on AS "endsOn",
    cut_off_days AS "cutOffDays", return_due_days AS "returnDueDays", annual_cost_pounds AS "annualCostPounds", eligibility,
    acknowledge_days AS "acknowledgeDays", answer_days AS "answerDays",
    commissioner.name AS commissioner, service.name AS service,
    ARRAY(SELECT police_area FROM contract_area WHERE contract_id = contract.id ORDER BY police_area) AS areas
  FROM contract JOIN organisation commissioner ON commissioner.id = commissioner_id JOIN organisation service ON service.id = service_id`;

/** Those that run on longest first. */
export async function contractsOnPage(tx: EntityManager, asked: unknown): Promise<Paged<AgreedContract>> {
  const place = pageOf(asked, await tx.count(Contract));
  const rows = await tx.query<AgreedContract[]>(
    `${agreed} ORDER BY ends_on DESC, service.name, commissioner.name, contract.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

export async function contractOf(tx: EntityManager, contractId: string): Promise<AgreedContract | undefined> {
  const [contract] = await tx.query<AgreedContract[]>(`${agreed} WHERE contract.id = $1`, [contractId]);
  return contract;
}

/** Open cases, and the hundredths of advocates that are paid for, over every contract of the service that runs on a day. */
export async function caseloadOfService(tx: EntityManager, today: PlainDate): Promise<ServiceCaseload> {
  const [facts] = await tx.query<[ServiceCaseload]>(
    `WITH running AS (SELECT id FROM contract WHERE service_id = my_organisation() AND $1 BETWEEN starts_on AND ends_on)
     SELECT open_cases_under_contract($1) AS "openCases", (SELECT count(*) FROM running) AS contracts,
       (SELECT coalesce(sum(p.hundredths), 0) FROM contract_staffing p JOIN running ON running.id = p.contract_id
         WHERE p.post = 'advocate' AND p.from_on <= $1 AND coalesce(p.to_on >= $1, true)) AS advocates`,
    [today],
  );
  return facts;
}

export function targetsOf(tx: EntityManager, contractId: string): Promise<Target[]> {
  return tx.query<Target[]>(
    `SELECT measure, within_hours AS "withinHours", share_percent AS "sharePercent", counted_in AS "countedIn", risk_band AS risk FROM contract_target
     WHERE contract_id = $1 ORDER BY within_hours, measure, risk_band`,
    [contractId],
  );
}
