import { drawFor } from '../../src/disclosure/keyed-draw.js';
import { keyOf } from './histories.js';

it('a name has the same draw for ever under one key, and another under another', () => {
  expect(drawFor(keyOf('a'), 'demo')).toEqual(drawFor(keyOf('a'), 'demo'));
  expect(drawFor(keyOf('a'), 'demo')).not.toEqual(drawFor(keyOf('b'), 'demo'));
});

it('draws are spread evenly, and the three of a name have nothing to do with each other', () => {
  const draws = Array.from({ length: 4000 }, (_, i) => drawFor(keyOf('even'), String(i)));
  const share = (test: (draw: (typeof draws)[number]) => boolean): number =>
    draws.filter(test).length / draws.length;
  expect(share((draw) => draw.up < 0.2)).toBeCloseTo(0.2, 1);
  expect(share((draw) => draw.keep < 0.5)).toBeCloseTo(0.5, 1);
  expect(share((draw) => draw.up < 0.5 && draw.keep < 0.5 && draw.turn < 0.5)).toBeCloseTo(0.125, 1);
});

it('a key short enough to be guessed is refused', () => {
  expect(() => drawFor(Buffer.alloc(31), 'demo')).toThrow('at least 32 bytes');
});
