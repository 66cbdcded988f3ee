/** Whether tests that come in two sizes take the large one: `npm run test:security` says so. */
export const fullSize = process.env['LARKSPUR_FULL_SIZE'] !== undefined;

/** The small one each time, and the large one by `npm run test:security`. */
export function sized<T>(small: T, large: T): T {
  return fullSize ? large : small;
}
