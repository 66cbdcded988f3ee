import { linesOf, unknown, type Dimension } from '../../src/disclosure/dimension.js';
import { familyNamed } from '../../src/disclosure/cube.js';
import { demoFamilies } from './histories.js';

const reason = { code: 'unknown_not_asked', label: 'Unknown: not asked', group: unknown };
const sex: Dimension = {
  name: 'sex',
  label: 'Sex',
  adds: true,
  categories: [{ code: 'female', label: 'Female' }, { code: 'male', label: 'Male' }, reason],
};

it('what is known comes first with its subtotal, then each unknown by its reason, then the total', () => {
  expect(linesOf(sex).map((line) => [line.code, line.codes.length])).toEqual([
    ['female', 1],
    ['male', 1],
    ['known', 2],
    ['unknown_not_asked', 1],
    ['unknown', 1],
    ['total', 3],
  ]);
});

it('referrals roll up to those received, and stages that count different things have no total', () => {
  const stage = familyNamed(demoFamilies, 'referrals_and_cases').dimensions[1];
  const lines = stage ? linesOf(stage) : [];
  expect(
    lines.filter((line) => line.kind !== 'category').map((line) => [line.code, line.codes.length]),
  ).toEqual([['referral', 7]]);
});

it('a category that shares its code with a line that sums it is refused', () => {
  const twins = { ...sex, categories: [...sex.categories, { code: 'total', label: 'Total' }] };
  expect(() => linesOf(twins)).toThrow('two lines with one code');
});
