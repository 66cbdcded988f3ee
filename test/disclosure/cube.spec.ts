import { inOrder, tabulate } from '../../src/disclosure/cube.js';
import { first, place, second } from './tiny.js';

const opened = place('cases', 'opened', [first, first]);
const closed = place('cases', 'closed', [first, first]);
const openedLate = place('cases', 'opened', [second, first]);

it('records are counted by where they stand, and what is registered late stands apart', () => {
  expect(tabulate([opened, closed, opened, openedLate])).toEqual([
    { ...closed, count: 1 },
    { ...opened, count: 2 },
    { ...openedLate, count: 1 },
  ]);
});

it('the order of places does not depend on the order they came in', () => {
  expect(inOrder([openedLate, opened, closed])).toEqual(inOrder([closed, openedLate, opened]));
});
