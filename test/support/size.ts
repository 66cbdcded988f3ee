/** Whether tests that come in two sizes take the large one: `npm run test:security` says so. */
export const fullSize = process.env['LARKSPUR_FULL_SIZE'] !== undefined;

/** How large a security test is: small each time, and large by `npm run test:security`. */
export function sized(small: number, large: number): number {
  return fullSize ? large : small;
}
