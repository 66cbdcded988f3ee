import { wording } from '../disclosure/policy.codes.js';
import { periodOfQuarter, quarterInWords, type Quarter } from '../kernel/period.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { Paged } from '../platform/page/paging.js';
import { chartOf, shortQuarter } from './chart.view.js';
import type { Figures } from './figures.rules.js';
import { definitionOf } from './measure-definition.js';
import { peopleTables, sexTable, type FigureTable } from './people-table.view.js';
import type { ReturnDocument } from './return-document.js';
import type { ReturnListed } from './return-list.rules.js';
import { sectionsOf } from './return-sections.view.js';

/** The returns of some contracts as their list shows them. */
export function returnsPage(paged: Paged<ReturnListed>, today: PlainDate) {
  const rows = paged.rows.map(({ contract, quarter, frozen, cutOffOn, dueOn }) => ({
    quarter: quarterInWords(quarter),
    service: contract.service,
    areas: contract.areas.map(({ label }) => label).join(', '),
    href: frozen ? addressOf(contract.id, quarter) : null,
    yearHref: frozen && quarter.endsWith('Q4') ? yearAddressOf(contract.id, quarter) : null,
    year: yearInWords(quarter),
    state: frozen ? `Frozen, counted to ${inWords(frozen.countedTo)}` : waitingFor(cutOffOn, today),
    dueOn,
  }));
  return { ...paged, rows };
}

function waitingFor(cutOffOn: PlainDate, today: PlainDate): string {
  return cutOffOn < today ? 'Being frozen' : `Frozen after ${inWords(cutOffOn)}`;
}

/** A return as its page shows it. Every number on it is one of the document's figures. */
export function returnPage(document: ReturnDocument) {
  const { contract, snapshot, figures, notes, from, to } = document;
  return {
    heading: spanInWords(document),
    service: contract.service,
    commissioner: contract.commissioner,
    areas: contract.areas.map(({ label }) => label).join(', '),
    snapshot,
    begins: periodOfQuarter(from).from,
    ends: periodOfQuarter(to).to,
    sections: sectionsOf(document),
    sexTable: sexTable(figures.people),
    peopleTables: peopleTables(figures.people),
    peopleDefinition: definitionOf('people_supported'),
    chart: chartOf(figures.series),
    seriesTable: seriesTable(figures),
    notes,
    wording,
    csv: `${from === to ? addressOf(contract.id, to) : yearAddressOf(contract.id, to)}.csv`,
    year: from === to ? null : yearInWords(to),
  };
}

function seriesTable({ series }: Figures): FigureTable {
  const rows = series.map(({ quarter, referrals, people }) => ({
    label: shortQuarter(quarter),
    kind: 'category' as const,
    figures: [referrals, people],
  }));
  return {
    caption: 'Referrals received and people supported',
    rowsAre: 'Quarter',
    columnsAre: null,
    columns: ['Referrals', 'People'],
    rows,
  };
}

/** 'April to June 2026', or 'April 2020 to March 2021' for more than a quarter. */
export function spanInWords({ from, to }: Pick<ReturnDocument, 'from' | 'to'>): string {
  if (from === to) return quarterInWords(from);
  const withoutDay = (day: PlainDate): string => inWords(day).split(' ').slice(1).join(' ');
  return `${withoutDay(periodOfQuarter(from).from)} to ${withoutDay(periodOfQuarter(to).to)}`;
}

function addressOf(contractId: string, quarter: Quarter): string {
  return `/returns/${contractId}/${quarter}`;
}

function yearAddressOf(contractId: string, quarter: Quarter): string {
  return `/returns/${contractId}/year/${quarter.slice(0, 4)}`;
}

/** '2020/21' */
function yearInWords(quarter: Quarter): string {
  const year = Number(quarter.slice(0, 4));
  return `${String(year)}/${String(year + 1).slice(2)}`;
}
