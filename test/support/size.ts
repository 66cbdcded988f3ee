/** Whether tests that come in two sizes take the large one: `npm run test:security` says so. */
export const fullSize = process.env['LARKSPUR_FULL_SIZE'] !== undefined;

/** The small one each time, and the large one by `npm run test:security`. */
export function sized<T>(small: T, large: T): T {
  return fullSize ? large : small;
}

/** All of them at full size; otherwise about so many, evenly drawn, and others each day. */
export function sampled<T>(all: readonly T[], about: number): readonly T[] {
  const step = sized(Math.max(1, Math.floor(all.length / about)), 1);
  const first = Math.floor(performance.timeOrigin / 86_400_000) % step;
  return all.filter((_, index) => index % step === first);
}
