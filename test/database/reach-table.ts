import type pg from 'pg';
import type { Anyone } from '../support/becoming.js';
import { parentsOf } from './inserts.js';
import { worlds } from './others-world.js';
import { fittingsOf, type Fitting, type Policy } from './policies.js';
import { situations } from './situations.js';

/**
 * What each role reaches of each table, going round the program: read, changed, removed and added; by its own person, by a
 * colleague in no team and by somebody of another organisation; as things are, and as each situation makes them. A letter for
 * each: how many rows, `x` where a policy or a grant says no, `.` where there is no grant at all.
 */
const [own, others] = worlds;
const nobody = '30000000-0000-4000-8000-000000000003';

export class ReachTable {
  private readonly rows = new Map<string, Row>();

  constructor(
    private readonly owner: pg.Client,
    private readonly policies: readonly Policy[],
  ) {}

  /**
   * What a role reaches of a table in each situation, one after the other, with a change of the database made first that is not
   * kept; nothing where it has no grant.
   */
  async *cellsOf(
    table: string,
    role: string,
    mutation = '',
  ): AsyncGenerator<[situation: string, letters: string]> {
    const grants = await this.grantsOn(table, role);
    if (grants.verbs.length === 0 && grants.add === null) return;
    const ways = fittingsOf(this.policies.filter((each) => each.table === table));
    for (const [name, sql] of Object.entries(situations)) {
      let letters = '';
      for (const way of ways)
        letters += await this.tried(
          { table, role, way, first: [mutation, sql, fitted(table, way)].join(';') },
          grants,
        );
      yield [name, letters];
    }
  }

  private async tried(at: At, { verbs, add }: Grants): Promise<string> {
    let letters = '';
    for (const who of whoAsks(at.role))
      for (const verb of verbs) letters += await this.attempt(at, who, verb);
    return add === null ? letters : letters + (await this.adding(at, add));
  }

  /** A row like one's own, and one with each of its references turned to another's. */
  private async adding(at: At, columns: readonly string[]): Promise<string> {
    const like = await this.rowOf(at.table);
    const said = columns.map((column) => `"${column}"`).join(', ');
    const parents = (await parentsOf(this.owner, at.table))
      .filter((each) => columns.includes(each) && like[each] === own)
      .toSorted();
    let letters = '';
    for (const changed of [{}, ...parents.map((parent) => ({ [parent]: others }))]) {
      const row = this.owner.escapeLiteral(JSON.stringify({ ...like, ...at.way, ...changed }));
      const values = `SELECT ${said} FROM jsonb_populate_record(NULL::${at.table}, ${row})`;
      letters += await this.attempt(at, whoAsks(at.role)[0], `INSERT INTO ${at.table} (${said}) ${values}`);
    }
    return letters;
  }

  /** One's own row, as it was before anything was changed. */
  private async rowOf(table: string): Promise<Row> {
    const known = this.rows.get(table);
    if (known) return known;
    const { rows } = await this.owner.query<{ row: Row }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE to_jsonb(t)::text LIKE '%${own}%' LIMIT 1`,
    );
    this.rows.set(table, rows[0]?.row ?? {});
    return rows[0]?.row ?? {};
  }

  /**
   * In a transaction that is not kept, without triggers and references, so that policies and grants alone decide. Not a savepoint:
   * a policy may ask whether this very transaction wrote a row.
   */
  private async attempt({ role, first }: At, who: Omit<Anyone, 'role'>, verb: string): Promise<string> {
    const { user, organisation, errand = '', session = '' } = who;
    const vouched = [user, organisation, role, errand, session].map((each) =>
      each === '' ? 'NULL' : this.owner.escapeLiteral(each),
    );
    const enter = `SELECT set_config('role', door.vouch(${vouched.join(', ')}), true)`;
    try {
      const done: unknown = await this.owner.query(
        ['BEGIN', 'SET LOCAL session_replication_role = replica', first, enter, verb]
          .filter(Boolean)
          .join(';'),
      );
      const results = done as pg.QueryResult[]; // many statements are answered by as many results
      return String(results.at(-1)?.rowCount ?? 0);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === '42501') return 'x';
      // Policies are asked before constraints are: it was let through.
      if (code.startsWith('23')) return '1';
      throw error;
    } finally {
      await this.owner.query('ROLLBACK');
    }
  }

  private async grantsOn(table: string, role: string): Promise<Grants> {
    const { rows } = await this.owner.query<Granted>(
      `SELECT ${columnsWith('SELECT')} AS read, ${columnsWith('UPDATE')} AS change, ${columnsWith('INSERT')} AS add,
         has_table_privilege($2, $1::regclass, 'DELETE') AS remove
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''`,
      [table, role],
    );
    const { read, change, add, remove } = rows[0] ?? { read: null, change: null, add: null, remove: false };
    // As it is where it may be read, else empty: a policy that asks of the new row finds what there was.
    const value = (column: string) => (read?.includes(column) ? `"${column}"` : 'NULL');
    const sets = change?.map((column) => `"${column}" = ${value(column)}`);
    const [first = ''] = read ?? [];
    return {
      verbs: [
        ...(read ? [`SELECT "${first}" FROM ${table}`] : []),
        ...(sets ? [`UPDATE ${table} SET ${sets.join(', ')}`] : []),
        ...(remove ? [`DELETE FROM ${table}`] : []),
      ],
      add,
    };
  }
}

type Row = Readonly<Record<string, unknown>>;
interface At {
  readonly table: string;
  readonly role: string;
  /** What the row must be, so that it fits a policy. */
  readonly way: Fitting;
  /** What is done by the owner before. */
  readonly first: string;
}
interface Grants {
  readonly verbs: readonly string[];
  readonly add: readonly string[] | null;
}
type Granted = Record<'read' | 'change' | 'add', string[] | null> & { readonly remove: boolean };

const columnsWith = (privilege: string) =>
  `array_agg(attname::text ORDER BY attnum) FILTER (WHERE has_column_privilege($2, attrelid, attnum, '${privilege}'))`;

const people = /_(advocate|supervisor|commissioner|foi_officer|admin|auditor|partner)$/;

/** Of people: oneself, a colleague in no team, somebody elsewhere. Of machines and keys: here, on an errand or none, and elsewhere. */
function whoAsks(role: string): readonly [Omit<Anyone, 'role'>, ...Omit<Anyone, 'role'>[]] {
  // What records a batch writes in the name of whoever began it.
  if (role === 'casework_importer')
    return [
      { user: own, organisation: own, errand: own },
      { user: own, organisation: own, errand: nobody },
      { user: others, organisation: others, errand: others },
    ];
  if (!people.test(role))
    return [
      { user: '', organisation: own, errand: own },
      { user: '', organisation: own },
      { user: '', organisation: others, errand: others },
    ];
  return [
    { user: own, organisation: own, session: own },
    { user: nobody, organisation: own },
    { user: others, organisation: others, session: others },
  ];
}

function fitted(table: string, fitting: Fitting): string {
  const set = Object.entries(fitting).map(([column, value]) =>
    value === null ? `"${column}" = NULL` : `"${column}" = '${value}'`,
  );
  return set.length === 0 ? '' : `UPDATE ${table} SET ${set.join(', ')}`;
}
