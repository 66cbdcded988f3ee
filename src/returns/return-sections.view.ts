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

/** Narrower than their labels, for columns. */
const columnHeads: Readonly<Record<CountedMeasure, string>> = {
  referrals: 'Referrals',
  people_supported: 'People',
  cases_opened: 'Cases opened',
  cases_closed: 'Cases closed',
  orders_applied: 'Applied',
  interim_orders_made: 'Interim',
  orders_made: 'Full',
  orders_refused: 'Refused',
  orders_withdrawn: 'Withdrawn',
  breaches: 'Breaches',
};
const reckoned: readonly Measure[] = ['cases_open_at_start', 'cases_open_at_end'];

export function sectionsOf(document: ReturnDocument): Section[] {
  const { figures } = document;
  return [
    {
      heading: 'Referrals, people and cases',
      tables: [
        countedTable('Headline figures', headline, document),
        ...areaTables('The same by police area', headline, document),
        { ...tableOnOneAxis('Referrals received, by decision', figures.decisions), rowsAre: 'Decision' },
        stockTable(figures),
      ],
      definitions: [...headline, ...reckoned].map(definitionOf),
    },
    {
      heading: 'Stalking protection orders and breaches',
      tables: [
        countedTable('Orders', orders, document),
        ...areaTables('Orders by police area', orders, document),
        tableOnOneAxis('Breaches, by outcome', figures.outcomes),
      ],
      definitions: [...orders, 'breaches' as const].map(definitionOf),
    },
  ];
}

/** Measures down; across, the quarters where there are several, and their total. */
function countedTable(
  caption: string,
  measures: readonly CountedMeasure[],
  { figures, from, to }: ReturnDocument,
): FigureTable {
  const quarters = from < to ? quartersFrom(from, to) : [];
  return {
    caption,
    rowsAre: 'Measure',
    columnsAre: null,
    columns: [...quarters.map(shortQuarter), from < to ? 'Year' : 'Total'],
    rows: measures.map((measure) => ({
      label: definitionOf(measure).label,
      kind: 'category',
      figures: [...quarters, 'total'].map((quarter) =>
        figureAt(figures.counted[measure], ['total', quarter]),
      ),
    })),
  };
}

/** Areas down, however many, and measures across; nothing where the contract has one area. */
function areaTables(
  caption: string,
  measures: readonly CountedMeasure[],
  { figures, contract }: ReturnDocument,
): FigureTable[] {
  if (contract.areas.length < 2) return [];
  const row = (code: string, label: string, kind: 'category' | 'total'): FigureTable['rows'][number] => ({
    label,
    kind,
    figures: measures.map((measure) => figureAt(figures.counted[measure], [code, 'total'])),
  });
  return [
    {
      caption,
      rowsAre: 'Police area',
      columnsAre: null,
      columns: measures.map((measure) => columnHeads[measure]),
      rows: [
        ...contract.areas.map(({ code, label }) => row(code, label, 'category')),
        row('total', 'Total', 'total'),
      ],
    },
  ];
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
