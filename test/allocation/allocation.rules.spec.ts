import { soundAbsence } from '../../src/allocation/absence.rules.js';
import {
  handedOver,
  leftKnowingly,
  sharedOut,
  type ToHandOver,
} from '../../src/allocation/hand-over.rules.js';
import { soundOverride, suitedWorkers, type Worker } from '../../src/allocation/suited.rules.js';
import { loadOf, mostFor, weightOf } from '../../src/allocation/weight.rules.js';
import { plainDate } from '../../src/kernel/plain-date.js';

const nothing = { high: 0, medium: 0, standard: 0, notAssessed: 0 };
const full = { ftePercent: 100, fullWeight: 30 };
const worker = (id: string, given: Partial<Worker> = {}): Worker => ({
  ...{ id, name: `Demo ${id}`, caseload: nothing, capacity: full, awayUntil: null, abilities: [] },
  ...given,
});
const kase = (id: string, given: Partial<ToHandOver> = {}): ToHandOver => ({
  ...{ id, reference: `SA-${id}`, riskBand: 'high', needs: [], able: ['a', 'b'] },
  ...given,
});
const ids = (workers: readonly { readonly id: string }[]) => workers.map(({ id }) => id);

describe('a case', () => {
  it.each([
    ['high', 3],
    [null, 3],
    ['medium', 2],
    ['standard', 1],
  ] as const)('of %s risk weighs %d', (band, weight) => {
    expect(weightOf(band)).toBe(weight);
  });

  it('that is not assessed counts in a load as a high one', () => {
    expect(loadOf({ high: 2, medium: 1, standard: 0, notAssessed: 1 })).toBe(11);
  });
});

describe('the most somebody can carry', () => {
  it('is a full caseload in their share of full time, rounded down', () => {
    expect(mostFor({ ftePercent: 60, fullWeight: 36 })).toBe(21);
  });

  it('is not known where nobody recorded it', () => {
    expect(mostFor(null)).toBeNull();
  });
});

describe('proposed for a case', () => {
  const asked = { weight: 3, needs: [] };

  it.each([
    ['on the last weight there is', { caseload: { ...nothing, high: 9 } }, true],
    ['over what they can carry', { caseload: { ...nothing, high: 9, standard: 1 } }, false],
    ['away today', { awayUntil: plainDate('2026-03-03') }, false],
    ['whose capacity nobody recorded', { capacity: null }, false],
    ['who has no working time', { capacity: { ftePercent: 0, fullWeight: 30 } }, false],
  ] as const)('somebody %s: %s', (_, given, proposed) => {
    expect(suitedWorkers([worker('a', given)], asked)).toHaveLength(proposed ? 1 : 0);
  });

  it('whoever has least of what they can carry is first, not whoever has fewest cases', () => {
    const half = worker('half', {
      capacity: { ftePercent: 50, fullWeight: 30 },
      caseload: { ...nothing, high: 2 },
    });
    const whole = worker('whole', { caseload: { ...nothing, high: 3 } });
    expect(ids(suitedWorkers([half, whole], asked))).toEqual(['whole', 'half']);
  });

  it('whoever speaks with the client comes before whoever has more room, with why in words', () => {
    const needs = ['polish', 'housing'] as const;
    const speaks = worker('speaks', { abilities: ['polish'], caseload: { ...nothing, medium: 4 } });
    const [first, second] = suitedWorkers([worker('idle'), speaks], { weight: 3, needs });
    expect(first).toEqual({
      id: 'speaks',
      name: 'Demo speaks',
      reasons: ['Has room: 8 of 30 is taken, and this case adds 3', 'Speaks Polish', 'Not recorded: Housing'],
    });
    expect(second?.reasons).toContain('Not recorded: speaks Polish');
  });

  it('are three at most', () => {
    expect(
      suitedWorkers(
        ['a', 'b', 'c', 'd'].map((id) => worker(id)),
        asked,
      ),
    ).toHaveLength(3);
  });
});

describe('somebody who was not proposed', () => {
  const proposed = suitedWorkers([worker('a')], { weight: 3, needs: [] });

  it('is chosen for a reason, which is kept', () => {
    expect(soundOverride('b', proposed, 'client_asked')).toBe('client_asked');
    expect(() => soundOverride('b', proposed, null)).toThrow('Select why');
  });

  it('needs none where nobody was; and whoever was has none, whatever was said', () => {
    expect(soundOverride('b', [], null)).toBeNull();
    expect(soundOverride('a', proposed, 'other')).toBeNull();
  });
});

describe('a caseload', () => {
  it('is shared out among those who may take each case, the most dangerous first, each within what they can carry', () => {
    const workers = [worker('a', { capacity: { ftePercent: 100, fullWeight: 3 } }), worker('b')];
    const cases = [
      kase('mild', { riskBand: 'standard', able: ['a'] }),
      kase('worst', { able: ['a'] }),
      kase('other', { riskBand: null, able: ['b'] }),
      kase('kept', { able: [] }),
    ];
    expect(sharedOut(cases, workers)).toEqual({ worst: 'a', other: 'b' });
  });

  it('counts each case in the load of whoever was proposed for it', () => {
    const cases = ['1', '2', '3', '4'].map((id) => kase(id));
    expect(Object.values(sharedOut(cases, [worker('a'), worker('b')])).sort()).toEqual(['a', 'a', 'b', 'b']);
  });
});

describe('a hand-over', () => {
  it('passes over a case that is no longer theirs', () => {
    expect(handedOver([kase('1')], { '1': 'a', gone: 'a' })).toEqual({
      given: [{ caseId: '1', staffId: 'a' }],
      left: [],
    });
  });

  it('names every case that needs somebody else, and not why', () => {
    expect(() => handedOver([kase('1'), kase('2', { able: [] })], { '1': 'z', '2': 'a' })).toThrow(
      'Choose somebody else for SA-1, SA-2',
    );
  });

  it('leaves nothing with nobody unless that was said', () => {
    const { left } = handedOver([kase('1')], {});
    expect(() => leftKnowingly(left, false)).toThrow('SA-1');
    expect(() => leftKnowingly(left, true)).not.toThrow();
    expect(() => leftKnowingly([], false)).not.toThrow();
  });
});

describe('an absence', () => {
  const days = (fromOn: string, toOn: string) => ({ fromOn: plainDate(fromOn), toOn: plainDate(toOn) });
  const today = plainDate('2026-04-06');
  const easter = [days('2026-04-06', '2026-04-10')];

  it.each([
    ['a single day', days('2026-04-06', '2026-04-06'), [], null],
    ['a year', days('2026-04-06', '2027-04-06'), [], null],
    ['begun before and not over', days('2026-04-01', '2026-04-06'), [], null],
    ['over', days('2026-04-01', '2026-04-05'), [], 'in the past'],
    ['ending before it begins', days('2026-04-08', '2026-04-07'), [], 'before the first'],
    ['longer than a year', days('2026-04-06', '2027-04-07'), [], 'a year at most'],
    ['on the last day of another', days('2026-04-10', '2026-04-12'), easter, 'away from 6 April 2026'],
    ['from the day after another', days('2026-04-11', '2026-04-12'), easter, null],
  ] as const)('of %s', (_, given, others, refused) => {
    const sound = () => soundAbsence(given, others, today);
    if (refused === null) expect(sound()).toEqual(given);
    else expect(sound).toThrow(refused);
  });
});
