import { randomBytes } from 'node:crypto';
import {
  openValue,
  SealBroken,
  sealValue,
  type Place,
  type Sealed,
} from '../../../src/platform/sealing/sealed.js';

const key = randomBytes(32);
const place: Place = {
  table: 'client_identity',
  column: 'full_name',
  row: '10000000-0000-4000-8000-000000000001',
  keyId: '10000000-0000-4000-8000-000000000001',
};
const name = 'Invented Áster O’Demo';
const sealed = () => sealValue(name, key, place);

/** The same bytes but for one of them. */
function flipped(value: Sealed, at: number): Sealed {
  const changed = Buffer.from(value);
  const index = at < 0 ? changed.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed as Sealed; // what a tamperer would put back
}

describe('a sealed value', () => {
  it('is opened by its key, in its place', () => {
    expect(openValue(sealed(), key, place)).toBe(name);
  });

  it('is opened where it holds nothing', () => {
    expect(openValue(sealValue('', key, place), key, place)).toBe('');
  });

  it('holds no part of what it says, and is never twice the same', () => {
    const [one, other] = [sealed(), sealed()];
    expect(one.includes('Invented')).toBe(false);
    expect(one.equals(other)).toBe(false);
  });

  it.each([
    ['its format', 0],
    ['its IV', 1],
    ['its words', 13],
    ['its tag', -1],
  ])('is refused where %s was touched', (_, at) => {
    expect(() => openValue(flipped(sealed(), at), key, place)).toThrow(SealBroken);
  });

  it.each<[string, Partial<Place>]>([
    ['row', { row: '20000000-0000-4000-8000-000000000002' }],
    ['column', { column: 'known_as' }],
    ['table', { table: 'perpetrator_identity' }],
    ['person', { keyId: '20000000-0000-4000-8000-000000000002' }],
  ])('is refused in another %s', (_, elsewhere) => {
    expect(() => openValue(sealed(), key, { ...place, ...elsewhere })).toThrow(SealBroken);
  });

  it('is refused under another key, and where it is cut short', () => {
    expect(() => openValue(sealed(), randomBytes(32), place)).toThrow(SealBroken);
    expect(() => openValue(sealed().subarray(0, 20) as Sealed, key, place)).toThrow(SealBroken);
  });
});
