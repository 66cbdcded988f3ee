import { randomBytes } from 'node:crypto';
import { SealBroken } from '../../../src/platform/sealing/sealed.js';
import { KeyServiceUnreachable, TransitBox } from '../../../src/platform/sealing/transit-box.js';
import { Transit } from './transit.js';

let transit: Transit;
let box: TransitBox;
const serviceKey = randomBytes(32);

beforeEach(async () => {
  transit = await Transit.started();
  box = new TransitBox(transit.address);
});
afterEach(() => {
  transit.remove();
});

it('a key service seals a service key, and opens it also once its own key was rotated', async () => {
  const first = await box.seal(serviceKey, 1);
  transit.keys.push(randomBytes(32));
  const second = await box.seal(serviceKey, 2);
  expect([await box.open(first, 1), await box.open(second, 2)]).toEqual([serviceKey, serviceKey]);
  expect([first, second].join(' ')).not.toContain(serviceKey.toString('base64'));
});

it('a service key that the key service sealed is refused as another version', async () => {
  await expect(box.open(await box.seal(serviceKey, 1), 2)).rejects.toThrow(SealBroken);
});

it('a token that was renewed is read again, and one that is refused opens nothing', async () => {
  transit.token = 'second';
  await expect(box.seal(serviceKey, 1)).rejects.toThrow(KeyServiceUnreachable);
  transit.writeToken('second\n');
  expect(await box.seal(serviceKey, 1)).toMatch(/^vault:/);
});

it('a key service that is down says so, and nothing of what was asked', async () => {
  transit.close();
  await expect(box.seal(serviceKey, 1)).rejects.toThrow(/^The key service cannot be reached$/);
});
