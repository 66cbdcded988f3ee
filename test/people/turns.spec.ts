import { setTimeout as wait } from 'node:timers/promises';
import { Turns } from '../../src/people/turns.js';

/** How many of a crowd were at work at once, at the most, and how many were sent away. */
async function crowd(turns: Turns, size: number): Promise<{ most: number; sentAway: number }> {
  let [atWork, most] = [0, 0];
  const work = async () => {
    atWork += 1;
    most = Math.max(most, atWork);
    await wait(1);
    atWork -= 1;
  };
  // Each arrives in a moment of its own, some of them just as another leaves.
  const came = Array.from({ length: size }, async (_, place) => {
    for (let moments = 0; moments < place; moments += 1) await Promise.resolve();
    return turns.take(work);
  });
  const outcomes = await Promise.allSettled(came);
  return { most, sentAway: outcomes.filter(({ status }) => status === 'rejected').length };
}

it.each([
  [2, 20, 22, 0],
  [2, 20, 200, 178],
  [3, 1, 10, 6],
])('%d at once and %d waiting: of %d, %d are sent away', async (atOnce, waiting, size, sentAway) => {
  expect(await crowd(new Turns(atOnce, waiting), size)).toEqual({ most: atOnce, sentAway });
});

it('whoever is sent away is told when to come again', async () => {
  const turns = new Turns(0, 0);
  await expect(turns.take(() => Promise.resolve())).rejects.toMatchObject({
    ...{ status: 503, type: 'sign-in-busy', headers: { 'Retry-After': '5' } },
  });
});

it('a turn that broke is given on', async () => {
  const turns = new Turns(1, 2);
  const broken = turns.take(() => Promise.reject(new Error('broken')));
  const next = turns.take(() => Promise.resolve('done'));
  await expect(broken).rejects.toThrow('broken');
  await expect(next).resolves.toBe('done');
  await expect(turns.take(() => Promise.resolve('again'))).resolves.toBe('again');
});
