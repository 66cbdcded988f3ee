/**
 * A table as CSV: RFC 4180, each line ended by CR LF, every text in quotation marks, UTF-8 without a mark of its own.
 * A text that a spreadsheet would take for a formula is led by an apostrophe, which makes it text and nothing else.
 * OWASP, "CSV Injection", checked November 2026.
 */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('');
}

const formula = /^[=+\-@\t\r]/;

function fieldOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = formula.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
