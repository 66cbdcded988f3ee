import { setTimeout as wait } from 'node:timers/promises';
import { Turns } from '../../src/people/turns.js';

/** Work that counts how many do it at once. */
function counted(how: () => Promise<unknown>) {
  const seen = { atWork: 0, most: 0 };
  const work = async () => {
    seen.atWork += 1;
    seen.most = Math.max(seen.most, seen.atWork);
    await how();
    seen.atWork -= 1;
  };
  return { seen, work };
}

/** How many of a crowd were at work at once, at the most, and how many were sent away. */
async function crowd(turns: Turns, size: number): Promise<{ most: number; sentAway: number }> {
  const { seen, work } = counted(() => wait(1));
  const outcomes = await Promise.allSettled(Array.from({ length: size }, async () => turns.take(work)));
  return { most: seen.most, sentAway: outcomes.filter(({ status }) => status === 'rejected').length };
}

/** So many moments after another. */
async function after(first: Promise<unknown>, moments: number): Promise<void> {
  await first;
  for (let each = 0; each < moments; each += 1) await Promise.resolve();
}

it.each([
  [2, 20, 22, 0],
  [2, 20, 200, 178],
  [3, 1, 10, 6],
])('%d at once and %d waiting: of %d, %d are sent away', async (atOnce, waiting, size, sentAway) => {
  expect(await crowd(new Turns(atOnce, waiting), size)).toEqual({ most: atOnce, sentAway });
});

it('whoever comes just as a turn is given on does not take it too', async () => {
  const turns = new Turns(1, 50);
  let open: () => void = () => undefined;
  const gate = new Promise<void>((opened) => (open = opened));
  const { seen, work } = counted(() => gate);
  const waiting = [turns.take(work), turns.take(work)];
  const coming = Array.from({ length: 20 }, (_, moments) =>
    after(gate, moments).then(() => turns.take(work)),
  );
  open();
  await Promise.all([...waiting, ...coming]);
  expect(seen.most).toBe(1);
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
