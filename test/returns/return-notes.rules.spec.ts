import { quarter } from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { breaksIn, notesOn, type Noted } from '../../src/returns/return-notes.rules.js';

const notes = (of: Partial<Noted>): string =>
  notesOn({
    from: quarter('2026-Q1'),
    to: quarter('2026-Q1'),
    seriesFrom: quarter('2024-Q2'),
    countedTo: plainDate('2026-07-10'),
    heldOver: [],
    ...of,
  }).join('\n');

it('a return says up to when it counts', () => {
  expect(notes({})).toContain('entered by 10 July 2026');
});

it('what was held over is named with its area, and nothing else is', () => {
  expect(notes({})).not.toContain('not counted here yet');
  const heldOver = [{ snapshot: quarter('2026-Q1'), family: 'people_supported', area: 'E23000033' }];
  expect(notes({ heldOver })).toContain('People supported in Sussex are not counted here yet');
});

it('a series that crosses April 2020 says that the police began to count otherwise', () => {
  expect(breaksIn(quarter('2019-Q4'), quarter('2020-Q1')).map(({ on }) => on)).toEqual(['2020-04-01']);
  expect(breaksIn(quarter('2020-Q1'), quarter('2020-Q2'))).toEqual([]);
  expect(notes({ seriesFrom: quarter('2019-Q1'), to: quarter('2020-Q4') })).toContain('April 2020');
});

it('a period that began before there were orders says so', () => {
  expect(notes({ from: quarter('2019-Q4') })).toContain('20 January 2020');
  expect(notes({ from: quarter('2020-Q1') })).not.toContain('20 January 2020');
});

it('a year says that its quarters may differ from their own returns', () => {
  expect(notes({ from: quarter('2025-Q1'), to: quarter('2025-Q4') })).toContain('not as in its own return');
});
