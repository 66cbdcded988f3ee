import { plainDate } from '../../src/kernel/plain-date.js';
import {
  kindsFor,
  mayMove,
  nextLook,
  rulesOf,
  soundDueDay,
  soundMove,
  soundRule,
} from '../../src/tasks/task.rules.js';

const day = plainDate;

describe('when tasks are due', () => {
  it.each([
    ['2026-04-01', '2026-05-01'],
    ['2026-05-01', '2026-05-01'],
    ['2026-05-02', '2026-05-31'],
    ['2026-06-01', '2026-06-30'],
    ['2026-07-01', '2026-06-30'],
  ])('on %s, an order to 30 June 2026 is to be looked at by %s', (today, by) => {
    expect(nextLook(day('2026-06-30'), 90, day(today))).toBe(by);
  });

  it('is what an administrator set, and of every other kind what stands', () => {
    const rules = rulesOf([{ kind: 'first_contact', days: 1, forWhom: 'both', version: 3 }]);
    expect(rules).toHaveLength(15);
    expect(rules.find(({ kind }) => kind === 'first_contact')).toMatchObject({ days: 1, version: 3 });
    expect(rules.find(({ kind }) => kind === 'contact_lapsed')).toMatchObject({ days: 7, version: 0 });
    expect(kindsFor('supervisor', rules)).toContain('first_contact');
  });

  it('leaves with supervisors what only they decide', () => {
    expect(kindsFor('advocate', rulesOf([]))).not.toContain('referral_waiting');
    expect(() => soundRule({ kind: 'referral_waiting', forWhom: 'both' })).toThrow('Only a supervisor');
  });

  it('is today or later where it is asked for by hand', () => {
    expect(soundDueDay(day('2026-03-03'), day('2026-03-03'))).toBe('2026-03-03');
    expect(() => soundDueDay(day('2026-03-02'), day('2026-03-03'))).toThrow('today or a day to come');
  });
});

describe('what was asked for by hand', () => {
  const task = { madeBy: 'asker', forStaff: 'asked', dueOn: day('2026-03-02') };
  it.each([
    ['asker', 'advocate', true],
    ['asked', 'advocate', true],
    ['third', 'supervisor', true],
    ['third', 'advocate', false],
  ] as const)('is moved by %s, as %s: %s', (userId, role, may) => {
    expect(mayMove(task, { userId, role })).toBe(may);
  });

  it('keeps a day that is past only where it was that already', () => {
    const to = (dueOn: string, forStaff: string) =>
      soundMove(task, { dueOn: day(dueOn), forStaff }, day('2026-03-05'));
    expect(to('2026-03-02', 'third')).toEqual({ dueOn: '2026-03-02', forStaff: 'third' });
    expect(to('2026-03-05', 'asked')).toEqual({ dueOn: '2026-03-05', forStaff: 'asked' });
    expect(() => to('2026-03-04', 'third')).toThrow('today or a day to come');
    expect(() => to('2026-03-02', 'asked')).toThrow('another day, or somebody else');
  });
});
