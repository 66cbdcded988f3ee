import type { TestApp } from '../support/app.js';

/** A frozen count as the database's owner sees it. */
export interface FrozenRow {
  readonly snapshot: string;
  readonly family: string;
  readonly quarter: string;
  readonly cell: string[];
  readonly exact: number;
  readonly rounded: number;
}

/** Rows of a query made as the owner, behind the program's back. */
export async function rowsOf<Row>(
  { database }: TestApp,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await database.owner.query(sql, values)).rows as Row[]; // the query says what they are
}

export function cellsOf(house: TestApp, service: string): Promise<FrozenRow[]> {
  return rowsOf(
    house,
    `SELECT s.quarter AS snapshot, c.family, c.quarter, c.cell, c.exact, c.rounded
     FROM frozen_cell c JOIN snapshot s ON s.id = c.snapshot_id WHERE s.service_id = $1`,
    [service],
  );
}

/** What was held over: snapshot, family and area. */
export async function heldOverBy(house: TestApp, service: string): Promise<string[]> {
  const held = await rowsOf<{ key: string }>(
    house,
    `SELECT s.quarter || '|' || family || '|' || area AS key FROM held_over h JOIN snapshot s ON s.id = h.snapshot_id WHERE s.service_id = $1`,
    [service],
  );
  return held.map(({ key }) => key);
}

/** True counts by snapshot, family, quarter and cell, in order. */
export function countsIn(cells: readonly FrozenRow[]): [string, number][] {
  const keyed = cells.map(({ snapshot, family, quarter, cell, exact }): [string, number] => [
    [snapshot, family, quarter, ...cell].join('|'),
    exact,
  ]);
  return inKeyOrder(keyed);
}

export function inKeyOrder(counts: Iterable<[string, number]>): [string, number][] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
