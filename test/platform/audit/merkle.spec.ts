import { createHash } from 'node:crypto';
import { headOf, leafOf, noHead, rootOf } from '../../../src/platform/audit/merkle.js';

/** The inputs and roots that the reference implementation of RFC 6962 is tested with (certificate-transparency, merkletree). */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = inputs.map((hex) =>
  createHash('sha256').update(Buffer.of(0)).update(Buffer.from(hex, 'hex')).digest(),
);

describe('the root over leaves', () => {
  it.each(roots.map((root, index) => [index + 1, root] as const))(
    'of %i is as RFC 6962 has it',
    (count, root) => {
      expect(rootOf(leaves.slice(0, count)).toString('hex')).toBe(root);
    },
  );

  it('is of no empty batch', () => {
    expect(() => rootOf([])).toThrow('has entries');
  });
});

describe('a leaf', () => {
  it('tells columns apart that would run into each other, and nothing from an empty text', () => {
    const written = [['a', 'bc'], ['ab', 'c'], ['a,2:bc'], ['a', null], ['a', ''], ['a', '-']];
    expect(new Set(written.map((texts) => leafOf(texts).toString('hex'))).size).toBe(written.length);
  });
});

describe('a head', () => {
  const sealed = { previous: noHead, root: Buffer.alloc(32, 1), number: 1, count: 2 };
  it.each([
    ['the head before it', { previous: Buffer.alloc(32, 2) }],
    ['the root', { root: Buffer.alloc(32, 2) }],
    ['its number', { number: 2 }],
    ['its count', { count: 3 }],
  ])('is another where %s is', (_, change) => {
    expect(headOf({ ...sealed, ...change })).not.toEqual(headOf(sealed));
  });
});
