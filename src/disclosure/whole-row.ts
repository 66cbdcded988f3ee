import type { ProgramRow } from './integer-program.js';

/**
 * The same row in whole numbers, so that no verdict turns on how a computer keeps a tenth or a third: coefficients are multiplied by
 * the least number that makes them whole, of those up to a thousand and the powers of ten up to nine places, and the ends are brought
 * in to the whole numbers within them, which loses no database. 0.3a - 0.7b between 0.05 and 1 becomes 3a - 7b between 1 and 10.
 * @throws RangeError where none does: say the row in whole numbers instead.
 */
export function wholeRow({ variables, coefficients, min, max }: ProgramRow): ProgramRow {
  const scale = scales.find((by) => coefficients.every((each) => isWhole(each * by)));
  if (scale === undefined)
    throw new RangeError('Say this row in whole numbers: nothing makes its coefficients whole');
  return {
    variables,
    coefficients: coefficients.map((each) => Math.round(each * scale)),
    min: Math.ceil(min * scale - crumb),
    max: Math.floor(max * scale + crumb),
  };
}

const scales = [...Array.from({ length: 1000 }, (_, i) => i + 1), 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
/** Far more than a double loses in one product here, and far less than a step of the ninth decimal. */
const crumb = 1e-6;

/** Within what a double loses in one product, and no more: two thirds of a thousand million are not whole. */
function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) <= Math.abs(number) * 2 ** -48;
}
