import { riskBands } from '../codes/risk-band.codes.js';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { hasRole } from '../kernel/policy.js';
import { contractChanges, eligibilities, hoursCounted, posts, targetMeasures } from './contract.codes.js';
import { contracts } from './contract.policy.js';
import type { ChangeRow } from './contract-change.queries.js';
import type { StaffingRow } from './contract-staffing.service.js';
import { obstacles, proposalDecisions } from './proposal.codes.js';

/** What was proposed of a contract, in words, with what it said before, and what whoever asks may do about it. */
export function changeView(row: ChangeRow, actor: Person) {
  const {
    id,
    changes,
    proposedBy,
    proposedAt,
    expiresAt,
    decision,
    decidedBy,
    decidedAt,
    waiting,
    obstacle,
  } = row;
  const approver = waiting && hasRole(actor, contracts.approve);
  return {
    ...{ id, proposedBy, proposedAt, expiresAt, decidedBy, decidedAt, waiting },
    what: labelOf(contractChanges, changes),
    of: ofTarget(row),
    lines: changes === 'terms' ? termLines(row) : targetLines(row),
    decision: decision === null ? null : labelOf(proposalDecisions, decision),
    lapsed: decision === null && !waiting,
    approves: approver && obstacle === null,
    obstacle: approver && obstacle !== null ? labelOf(obstacles, obstacle) : null,
    withdraws: waiting && hasRole(actor, contracts.withdraw),
  };
}

interface Line {
  readonly name: string;
  readonly now: string;
  readonly before: string | null;
}

function ofTarget({ measure, risk }: ChangeRow): string | null {
  if (measure === null) return null;
  return `${labelOf(targetMeasures, measure)}, risk: ${risk === null ? 'any' : labelOf(riskBands, risk).toLowerCase()}`;
}

function termLines(row: ChangeRow): Line[] {
  const approved = row.decision === 'approved';
  const days = (many: number | null) => `${String(many)} days after a quarter ends`;
  const pounds = (many: number | null) => `£${(many ?? 0).toLocaleString('en-GB')}`;
  const said = (code: ChangeRow['eligibility']) => (code === null ? '' : labelOf(eligibilities, code));
  const lines = [
    { name: 'Cut-off', now: days(row.cutOffDays), before: days(row.wasCutOffDays) },
    { name: 'Return due', now: days(row.returnDueDays), before: days(row.wasReturnDueDays) },
    { name: 'Cost a year', now: pounds(row.annualCostPounds), before: pounds(row.wasAnnualCostPounds) },
    { name: 'Who is eligible', now: said(row.eligibility), before: said(row.wasEligibility) },
    {
      name: 'Complaints acknowledged',
      now: complaintDays(row.acknowledgeDays),
      before: complaintDays(row.wasAcknowledgeDays),
    },
    {
      name: 'Complaints answered',
      now: complaintDays(row.answerDays),
      before: complaintDays(row.wasAnswerDays),
    },
  ];
  if (!approved) return lines.map((line) => ({ ...line, before: null }));
  return lines.filter(({ now, before }) => now !== before);
}

/** Calendar days after a complaint was received, as a contract says them. */
export function complaintDays(many: number | null): string {
  if (many === null) return 'No day set';
  return `Within ${String(many)} ${many === 1 ? 'day' : 'days'}`;
}

function targetLines(row: ChangeRow): Line[] {
  const { withinHours, sharePercent, countedIn, wasWithinHours, wasSharePercent, wasCountedIn } = row;
  const now = asked({ withinHours, sharePercent, countedIn });
  const was = { withinHours: wasWithinHours, sharePercent: wasSharePercent, countedIn: wasCountedIn };
  return [{ name: 'Target', now, before: row.decision === 'approved' ? asked(was) : null }];
}

function asked(target: Pick<ChangeRow, 'withinHours' | 'sharePercent' | 'countedIn'>): string {
  const { withinHours, sharePercent, countedIn } = target;
  if (withinHours === null || countedIn === null) return 'none';
  return `within ${String(withinHours)} hours in ${String(sharePercent)}% of referrals (${labelOf(hoursCounted, countedIn).toLowerCase()})`;
}

/** Full-time equivalents as people write them: 250 hundredths are '2.5'. */
export function fteInWords(hundredths: number): string {
  return String(hundredths / 100);
}

export function staffingView(
  { id, post, hundredths, fromOn, toOn, recordedBy, recordedAt }: StaffingRow,
  today: PlainDate,
) {
  return {
    ...{ id, recordedBy, recordedAt },
    post: labelOf(posts, post),
    fte: fteInWords(hundredths),
    days: toOn === null ? `From ${inWords(fromOn)}` : `${inWords(fromOn)} to ${inWords(toOn)}`,
    goesOn: toOn === null || toOn >= today,
    ends: toOn === null,
  };
}

/** Some posts as an option of a list. */
export function staffingChoice({ id, post, fte, days }: ReturnType<typeof staffingView>) {
  return { code: id, label: `${fte} ${post.toLowerCase()}, ${days.toLowerCase()}` };
}
