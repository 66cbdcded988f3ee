import { figureAt, type Table } from '../disclosure/table.js';
import { quartersFrom } from '../kernel/period.js';
import { shortQuarter } from './chart.view.js';
import type { Figures } from './figures.rules.js';
import {
  definitionOf,
  type CountedMeasure,
  type Measure,
  type MeasureDefinition,
} from './measure-definition.js';
import type { FigureTable } from './people-table.view.js';
import type { ReturnDocument } from './return-document.js';

/** A part of a return's page: tables, and beside them what their lines count. */
export interface Section {
  readonly heading: string;
  readonly tables: readonly FigureTable[];
  readonly definitions: readonly MeasureDefinition[];
}

const headline: readonly CountedMeasure[] = ['referrals', 'people_supported', 'cases_opened', 'cases_closed'];
const orders: readonly CountedMeasure[] = [
  'orders_applied',
  'interim_orders_made',
  'orders_made',
  'orders_refused',
  'orders_withdrawn',
];

const reckoned: readonly Measure[] = ['cases_open_at_start', 'cases_open_at_end'];

export function sectionsOf(document: ReturnDocument): Section[] {
  const { figures } = document;
  return [
    {
      heading: 'Referrals, people and cases',
      tables: [
        countedTable('Headline figures', headline, document),
        tableOnOneAxis('Referrals received, by decision', figures.decisions),
        stockTable(figures),
      ],
      definitions: [...headline, ...reckoned].map(definitionOf),
    },
    {
      heading: 'Stalking protection orders and breaches',
      tables: [
        countedTable('Orders', orders, document),
        tableOnOneAxis('Breaches, by outcome', figures.outcomes),
      ],
      definitions: [...orders, 'breaches' as const].map(definitionOf),
    },
  ];
}

/** Measures down; across, the quarters of a year, or the areas of a contract that has several, and always the total. */
function countedTable(
  caption: string,
  measures: readonly CountedMeasure[],
  { figures, contract, from, to }: ReturnDocument,
): FigureTable {
  const total = { label: from === to ? 'Total' : 'Year', area: 'total', quarter: 'total' };
  const areas = contract.areas.map(({ code, label }) => ({ label, area: code, quarter: 'total' }));
  const quarters = quartersFrom(from, to).map((quarter) => ({
    label: shortQuarter(quarter),
    area: 'total',
    quarter,
  }));
  const split = from < to ? quarters : areas;
  const columns = [...(split.length > 1 ? split : []), total];
  return {
    caption,
    rowsAre: 'Measure',
    columnsAre: null,
    columns: columns.map(({ label }) => label),
    rows: measures.map((measure) => ({
      label: definitionOf(measure).label,
      kind: 'category',
      figures: columns.map(({ area, quarter }) => figureAt(figures.counted[measure], [area, quarter])),
    })),
  };
}

/** The reckoning itself, so that anyone can do it again. */
function stockTable({ stock }: Figures): FigureTable {
  const line = (label: string, figure: number): FigureTable['rows'][number] => ({
    label,
    kind: 'category',
    figures: [figure],
  });
  return {
    caption: 'Cases open',
    rowsAre: 'Reckoning',
    columnsAre: null,
    columns: ['Cases'],
    rows: [
      line('Open at the start', stock.opening),
      line('Plus opened', stock.opened),
      line('Less closed', stock.closed),
      ...(stock.rounding === 0 ? [] : [line('Plus rounding difference', stock.rounding)]),
      { label: 'Open at the end', kind: 'total', figures: [stock.closing] },
    ],
  };
}

function tableOnOneAxis(caption: string, table: Table): FigureTable {
  const lines = table.axes[0]?.lines ?? [];
  const rows = lines.map(({ code, label, kind }) => ({ label, kind, figures: [figureAt(table, [code])] }));
  return { caption, rowsAre: table.axes[0]?.label ?? '', columnsAre: null, columns: ['Total'], rows };
}
