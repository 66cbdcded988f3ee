/** Whether tests that come in two sizes take the large one: `npm run test:security` says so. */
export const fullSize = process.env['LARKSPUR_FULL_SIZE'] !== undefined;
