import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { Paged } from '../platform/page/paging.js';
import { caseloadOrders, caseloadOwners, caseloadStates } from './case.codes.js';
import type { CaseloadFilter, CaseloadRow } from './caseload.queries.js';

export interface Caseload {
  readonly filter: CaseloadFilter;
  readonly cases: Paged<CaseloadRow>;
}

/** A list of cases, with what it was narrowed to as its filter's own values. */
export function caseloadView({ filter, cases: { rows, ...place } }: Caseload, today: PlainDate) {
  const { state, advocateId, band, order } = filter;
  const values = { state, whose: advocateId === null ? 'team' : 'mine', band: band ?? '', sort: order };
  return {
    paged: place,
    query: values,
    filter: { values, errors: {} },
    lists: { states: caseloadStates, owners: caseloadOwners, bands: riskBands, orders: caseloadOrders },
    heading: `${state === 'all' ? 'All' : labelOf(caseloadStates, state)} cases`,
    showAdvocate: advocateId === null,
    showClosed: state !== 'open',
    cases: rows.map((row) => ({
      id: row.id,
      reference: row.reference,
      clientName: row.clientName,
      advocateName: row.advocateName,
      opened: inWords(row.openedOn),
      closed: row.closedOn === null ? null : inWords(row.closedOn),
      risk: riskOf(row.riskBand),
      review: reviewOf(row, today),
    })),
  };
}

function riskOf(band: RiskBand | null) {
  if (band === null) return { text: 'Not yet assessed', colour: 'grey' };
  return {
    text: labelOf(riskBands, band),
    colour: { standard: 'green', medium: 'yellow', high: 'red' }[band],
  };
}

/** A review is due by its day, inclusive: it is overdue from the day after. */
function reviewOf({ closedOn, reviewDueOn }: CaseloadRow, today: PlainDate) {
  if (closedOn !== null) return { text: 'Closed', overdue: false };
  if (reviewDueOn === null) return { text: 'None set', overdue: false };
  return { text: inWords(reviewDueOn), overdue: reviewDueOn < today };
}
