import { anomaliesOf, type DayOfWork } from '../../src/audit/anomaly.rules.js';

const day = (given: Partial<DayOfWork>): DayOfWork => ({
  staffId: 'someone',
  role: 'advocate',
  opened: [],
  usual: [],
  listed: 0,
  usuallyListed: [],
  refused: 0,
  met: [],
  ...given,
});
const cases = (count: number, own = true) =>
  Array.from({ length: count }, (_, index) => ({ caseId: `case ${String(index)}`, own }));
const kinds = (given: Partial<DayOfWork>) => anomaliesOf(day(given)).map(({ kind }) => kind);

describe('outside the caseload', () => {
  it('is an advocate who opened a case that was not theirs, with which it was', () => {
    const opened = [...cases(2), { caseId: 'a colleague’s', own: false }];
    expect(anomaliesOf(day({ opened }))).toEqual([
      { kind: 'outside_caseload', staffId: 'someone', caseIds: ['a colleague’s'], times: 1 },
    ]);
  });

  it('is no supervisor, whose team’s cases are all theirs to look at', () => {
    expect(kinds({ role: 'supervisor', opened: cases(3, false) })).toEqual([]);
  });

  it('is nobody who kept to their own', () => {
    expect(kinds({ opened: cases(3) })).toEqual([]);
  });
});

describe('volume', () => {
  it.each([
    ['twenty cases of somebody new', 20, [], []],
    ['twenty-one of somebody new', 21, [], ['volume']],
    ['three times the usual ten', 30, [9, 10, 11], []],
    ['one more than that', 31, [9, 10, 11], ['volume']],
    ['a day that is only far from one unusual day', 31, [12, 12, 90], []],
    ['of an even number of days, the lower middle counts', 31, [10, 12], ['volume']],
  ] as const)('%s', (_, opened, usual, found) => {
    expect(kinds({ opened: cases(opened), usual })).toEqual(found);
  });
});

describe('lists', () => {
  it.each([
    ['three hundred records of somebody new', 300, [], []],
    ['one more', 301, [], ['lists']],
    ['three times the usual two hundred', 600, [200, 150, 250], []],
    ['one more than that', 601, [200, 150, 250], ['lists']],
  ] as const)('%s', (_, listed, usuallyListed, found) => {
    expect(kinds({ listed, usuallyListed })).toEqual(found);
  });
});

describe('refusals', () => {
  it.each([
    ['four in a day', 4, []],
    ['five in a day', 5, ['refusals']],
  ])('%s', (_, refused, found) => {
    expect(kinds({ refused })).toEqual(found);
  });
});

describe('what is one’s own', () => {
  const met = [
    { what: 'surname', caseId: 'a namesake’s' },
    { what: 'surname', caseId: null },
    { what: 'address', caseId: 'a neighbour’s' },
  ] as const;

  it('in a record that somebody opened is told by kind, with its case where there is one', () => {
    expect(anomaliesOf(day({ met }))).toEqual([
      { kind: 'own_surname', staffId: 'someone', caseIds: ['a namesake’s'], times: 2 },
      { kind: 'own_address', staffId: 'someone', caseIds: ['a neighbour’s'], times: 1 },
    ]);
  });

  it('is nothing where none of it was met', () => {
    expect(kinds({ opened: cases(3) })).toEqual([]);
  });
});
