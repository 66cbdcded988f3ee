/** A program opens a cell that begins so as a formula, which may send the sheet elsewhere; full-width signs are signs too. So is what was guarded before. */
const formula = /^'*(?:[\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0])/;

/**
 * Rows as CSV by RFC 4180: commas, CRLF at the end of every row, quotes doubled inside quotes. Text that a spreadsheet would
 * run is given an apostrophe before it; numbers are left as they are.
 */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Whether a spreadsheet would run a cell of this text. */
export function isFormula(text: string): boolean {
  return formula.test(text);
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
