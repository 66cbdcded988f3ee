import { setTimeout as wait } from 'node:timers/promises';
import { Turns, type Line } from '../../src/people/turns.js';

/** Work that goes on until it is told to end, and the order in which it began. */
function desk(turns: Turns) {
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const come = (name: string, line: Line) =>
    turns.take(line, () => {
      began.push(name);
      return new Promise<void>((end) => ends.push(end));
    });
  const endOne = async () => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { began, come, endOne };
}

it('a known browser waits behind nobody but the known, however many strangers came before', async () => {
  const { began, come, endOne } = desk(new Turns(1, 3));
  const all = ['busy', 'first', 'second', 'third'].map((name) => come(name, 'strangers'));
  await expect(come('one too many', 'strangers')).rejects.toThrow('Too many people are signing in');
  all.push(come('from her own desk', 'known'));
  for (let each = 0; each < 5; each += 1) await endOne();
  await Promise.all(all);
  expect(began).toEqual(['busy', 'from her own desk', 'first', 'second', 'third']);
});

it('the known have only so many places too', async () => {
  const { come } = desk(new Turns(1, 1));
  void come('busy', 'known');
  void come('waiting', 'known');
  await expect(come('one too many', 'known')).rejects.toThrow('Too many people are signing in');
});

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
  const outcomes = await Promise.allSettled(
    Array.from({ length: size }, async () => turns.take('strangers', work)),
  );
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
  const waiting = [turns.take('strangers', work), turns.take('strangers', work)];
  const coming = Array.from({ length: 20 }, (_, moments) =>
    after(gate, moments).then(() => turns.take('strangers', work)),
  );
  open();
  await Promise.all([...waiting, ...coming]);
  expect(seen.most).toBe(1);
});

it('whoever is sent away is told when to come again', async () => {
  const turns = new Turns(0, 0);
  await expect(turns.take('strangers', () => Promise.resolve())).rejects.toMatchObject({
    ...{ status: 503, type: 'sign-in-busy', headers: { 'Retry-After': '5' } },
  });
});

it('a turn that broke is given on', async () => {
  const turns = new Turns(1, 2);
  const broken = turns.take('strangers', () => Promise.reject(new Error('broken')));
  const next = turns.take('strangers', () => Promise.resolve('done'));
  await expect(broken).rejects.toThrow('broken');
  await expect(next).resolves.toBe('done');
  await expect(turns.take('strangers', () => Promise.resolve('again'))).resolves.toBe('again');
});
