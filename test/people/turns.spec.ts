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
