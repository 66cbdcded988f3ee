import type { ProgramRow } from './integer-program.js';

/**
 * The same row in whole numbers, so that no verdict turns on how a computer keeps a tenth: coefficients are multiplied by the
 * least power of ten that makes them whole, and the ends are brought in to the whole numbers within them, which loses no
 * database. 0.3a - 0.7b between 0.05 and 1 becomes 3a - 7b between 1 and 10.
 * @throws RangeError where a coefficient has more than nine decimals: say it as a fraction of whole numbers instead.
 */
export function wholeRow({ variables, coefficients, min, max }: ProgramRow): ProgramRow {
  const scale = powers.find((power) => coefficients.every((each) => isWhole(each * power)));
  if (scale === undefined) throw new RangeError('A coefficient has more than nine decimals');
  return {
    variables,
    coefficients: coefficients.map((each) => Math.round(each * scale)),
    min: Math.ceil(min * scale - crumb),
    max: Math.floor(max * scale + crumb),
  };
}

const powers = Array.from({ length: 10 }, (_, places) => 10 ** places);
/** Far more than a double loses in one product here, and far less than a step of the ninth decimal. */
const crumb = 1e-6;

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < crumb * Math.max(1, Math.abs(number)) * 1e-3;
}
