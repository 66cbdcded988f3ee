import type { Line } from '../disclosure/dimension.js';
import { figureAt, type Table } from '../disclosure/table.js';

export interface FigureTable {
  readonly caption: string;
  /** What the rows are, and what all columns but the last are, where the caption does not say. */
  readonly rowsAre: string;
  readonly columnsAre: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly kind: Line['kind'];
    readonly figures: readonly number[];
  }[];
}

/** The lines of sex that have a table each: the rest of the reasons for not knowing are in the margin, and in the CSV. */
const sexes = ['total', 'female', 'male', 'unknown'];
const captions: Readonly<Record<string, string>> = {
  total: 'All people supported',
  female: 'Women and girls',
  male: 'Men and boys',
  unknown: 'People whose sex is not known',
};
/** Narrower than their labels, since the columns must fit a page. */
const columnHeads: Readonly<Record<string, string>> = {
  yes: 'Yes',
  no: 'No',
  unknown_not_asked: 'Not asked',
  unknown_not_answered: 'Not answered',
  unknown_not_obtainable: 'Not found out',
  total: 'Total',
};

/** People by sex alone: what is known, each reason for not knowing, and the total. */
export function sexTable(people: Table): FigureTable {
  const [sex] = people.axes;
  const rows = (sex?.lines ?? []).map(({ code, label, kind }) => ({
    label,
    kind,
    figures: [figureAt(people, [code, 'total', 'total'])],
  }));
  return { caption: 'People supported by sex', rowsAre: 'Sex', columnsAre: null, columns: ['People'], rows };
}

/** For each sex and for all together, relationship down and cyber element across, with both margins. */
export function peopleTables(people: Table): FigureTable[] {
  const [, relationship, cyber] = people.axes;
  const columns = (cyber?.lines ?? []).filter(({ code }) => code in columnHeads);
  return sexes.map((sex) => ({
    caption: captions[sex] ?? '',
    rowsAre: relationship?.label ?? '',
    columnsAre: cyber?.label ?? '',
    columns: columns.map(({ code }) => columnHeads[code] ?? ''),
    rows: (relationship?.lines ?? []).map(({ code, label, kind }) => ({
      label,
      kind,
      figures: columns.map((column) => figureAt(people, [sex, code, column.code])),
    })),
  }));
}
