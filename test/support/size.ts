/** Whether tests that come in two sizes take the large one: `npm run test:security` says so. */
export const fullSize = process.env['LARKSPUR_FULL_SIZE'] !== undefined;

/** The small number each time, and the large one by `npm run test:security`. */
export function sized(small: number, large: number): number {
  return fullSize ? large : small;
}
