import type pg from 'pg';

/** What a policy asks of the row itself, such as a code: without it no row would ever fit it. */
export type Fitting = Readonly<Record<string, string | null>>;

export interface Policy {
  readonly table: string;
  readonly name: string;
  /** The roles it is for; of all, `public`. */
  readonly roles: readonly string[];
  readonly says: string;
  /** The columns of its table. */
  readonly columns: readonly string[];
}

/** Every policy there is, from the catalogue. */
export async function policiesIn(owner: pg.Client): Promise<Policy[]> {
  const { rows } = await owner.query<Policy>(
    `SELECT polrelid::regclass::text AS table, polname AS name,
       ARRAY(SELECT CASE WHEN r = 0 THEN 'public' ELSE r::regrole::text END FROM unnest(polroles) r) AS roles,
       ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = polrelid AND attnum > 0 AND NOT attisdropped) AS columns,
       concat(pg_get_expr(polqual, polrelid), ' ', pg_get_expr(polwithcheck, polrelid)) AS says
     FROM pg_policy JOIN pg_class c ON c.oid = polrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname <> 'jobs' ORDER BY 1, 2`,
  );
  return rows;
}

/** The distinct ways a row must be for the policies of a table: codes they name, and columns that must be empty. */
export function fittingsOf(policies: readonly Policy[]): Fitting[] {
  const ways = policies.map(({ says, columns }) => {
    const codes = [...says.matchAll(/\((?:\w+\.)?(\w+) (?:=|~~) (?:ANY \(ARRAY\[)?'([^']+)'/g)];
    const empty = [...says.matchAll(/\((?:\w+\.)?(\w+) IS NULL\)/g)];
    const asked = [
      ...codes.map(([, column = '', code = '']) => [column, code.replace('%', 'x')] as const),
      ...empty.map(([, column = '']) => [column, null] as const),
    ];
    return Object.fromEntries(asked.filter(([column]) => columns.includes(column)));
  });
  return [...new Map([{}, ...ways].map((way) => [JSON.stringify(way), way] as const)).values()];
}
