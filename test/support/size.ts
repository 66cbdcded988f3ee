/** How large a security test is: small each time, and large by `npm run test:security`. */
export function sized(small: number, large: number): number {
  return process.env['SECURITY_TESTS'] === 'full' ? large : small;
}
