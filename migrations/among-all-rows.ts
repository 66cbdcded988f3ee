/** Statements over the rows of tables that hold their owner to row security too, who would otherwise change none of them. */
export function amongAllRows(tables: readonly string[], statements: string): string {
  const each = (words: string) => tables.map((table) => `ALTER TABLE ${table} ${words};`).join(' ');
  return `${each('NO FORCE ROW LEVEL SECURITY')} ${statements} ${each('FORCE ROW LEVEL SECURITY')}`;
}
