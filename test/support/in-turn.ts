/** Does the work of each, so many at a time; the answers are in their order. */
export async function inTurn<T, R>(
  many: number,
  all: readonly T[],
  work: (each: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = [];
  const left = [...all.entries()];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) done[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: many }, worker));
  return done;
}
