import { attack } from '../../src/disclosure/attacker.js';
import type { Carried } from '../../src/disclosure/cube.js';
import * as tiny from './tiny.js';

describe('what was held over', () => {
  const carried: Carried[] = [{ snapshot: tiny.first, family: 'cases', area: 'demo' }];
  const atoms = [
    { ...tiny.place('orders', 'made', [tiny.first, tiny.first]), rounded: 5 },
    { ...tiny.place('cases', 'opened', [tiny.second, tiny.second]), rounded: 5 },
  ];
  const publication = tiny.publish([tiny.cases, tiny.orders, tiny.breaches], tiny.tinyIdentities, atoms);

  it('a family held over is no proof against what depends on it', async () => {
    expect(await attack({ ...publication, carried })).toEqual([]);
    expect(await attack(publication)).not.toEqual([]);
  });

  it('what a family held over still owes for its quarter is room for what depends on it', async () => {
    const held = [{ snapshot: tiny.first, family: 'orders', area: 'demo' }];
    const made = { ...tiny.place('orders', 'made', [tiny.second, tiny.second]), rounded: 5 };
    const opened = { ...tiny.place('cases', 'opened', [tiny.first, tiny.first]), rounded: 5 };
    expect(await attack({ ...publication, atoms: [opened, made], carried: held })).toEqual([]);
  });

  it('a figure of a family in a snapshot it was held over from cannot be attacked', async () => {
    const both = [...atoms, { ...tiny.place('cases', 'opened', [tiny.first, tiny.first]), rounded: 5 }];
    await expect(attack({ ...publication, atoms: both, carried })).rejects.toMatchObject({
      rule: 'unreadable-publication',
    });
  });

  it.each([
    ['that was not rounded', atoms.map((atom) => ({ ...atom, rounded: 3 }))],
    ['that stands twice', [...atoms, ...atoms]],
    ['of no family there is', atoms.map((atom) => ({ ...atom, family: 'unheard_of' }))],
  ])('a figure %s cannot be attacked', async (_, wrong) => {
    const refused = expect.objectContaining({ rule: 'unreadable-publication' });
    await expect(attack({ ...publication, atoms: wrong })).rejects.toEqual(refused);
  });
});
