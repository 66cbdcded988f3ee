import { labelOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { batchFields, type BatchField } from './batch.codes.js';

/** Which field each column is, by its name, and which code each word is, by its field. Answers for every row stand under a blank. */
export interface Mapping {
  readonly columns: Readonly<Record<string, BatchField>>;
  readonly words: Readonly<Partial<Record<BatchField, Readonly<Record<string, string>>>>>;
}

export const noMapping: Mapping = { columns: {}, words: {} };

/** The field each column is likely to be: as it was for this sender, or named as our own field is. Each field once. */
export function likelyColumns(header: readonly string[], before: Mapping): (BatchField | null)[] {
  const taken = new Set<BatchField>();
  return header.map((name) => {
    const field = before.columns[keyOf(name)] ?? namesakes.get(keyOf(name));
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** Fields that this sender's sheets had, and this one has no column for: it may be of another kind. */
export function missingColumns(header: readonly string[], before: Mapping): BatchField[] {
  const here = new Set(header.map(keyOf));
  return Object.entries(before.columns).flatMap(([name, field]) => (here.has(name) ? [] : [field]));
}

/**
 * The columns as they were chosen.
 * @throws RuleBroken `field-chosen-twice`, or `column-missing` where none is the name or what happened
 */
export function mappedColumns(
  header: readonly string[],
  chosen: readonly (BatchField | null)[],
): Mapping['columns'] {
  const fields = chosen.filter((field) => field !== null);
  const twice = fields.find((field, index) => fields.indexOf(field) < index);
  if (twice !== undefined)
    throw new RuleBroken('field-chosen-twice', `Two columns are “${label(twice)}”. Choose one of them`);
  for (const needed of ['full_name', 'what_happened'] as const) {
    if (!fields.includes(needed))
      throw new RuleBroken('column-missing', `Choose which column is “${label(needed)}”`);
  }
  return Object.fromEntries(
    header.flatMap((name, index) => {
      const field = chosen[index] ?? null;
      return field === null ? [] : [[keyOf(name), field] as const];
    }),
  );
}

const namesakes = new Map(
  batchFields.flatMap(({ code, label: name }) => [
    [keyOf(name), code] as const,
    [code.replaceAll('_', ' '), code] as const,
  ]),
);

/** Where in each row a field stands; -1 where no column is it. */
export function placeOf(header: readonly string[], { columns }: Mapping, field: BatchField): number {
  return header.findIndex((name) => columns[keyOf(name)] === field);
}

/** A name of a column, or a word, as it is compared: however it is written in capitals. */
export function keyOf(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

export function label(field: BatchField): string {
  return labelOf(batchFields, field);
}
