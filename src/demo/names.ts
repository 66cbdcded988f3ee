import type { Random } from './random.js';

// Flowers and trees for names and "Invented" for a family: nobody can take these for people.
const given = [
  'Aster',
  'Bramble',
  'Clover',
  'Daphne',
  'Elder',
  'Fern',
  'Gorse',
  'Hazel',
  'Iris',
  'Juniper',
  'Laurel',
  'Myrtle',
  'Nettle',
  'Olive',
  'Poppy',
  'Quince',
  'Rowan',
  'Sorrel',
  'Teasel',
  'Yarrow',
];
const family = [
  'Ash',
  'Beech',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fir',
  'Hawthorn',
  'Larch',
  'Maple',
  'Oak',
  'Pine',
  'Spruce',
  'Sycamore',
  'Willow',
  'Yew',
];

/** 'Hazel Invented-Larch' */
export function inventedName(random: Random): string {
  return `${random.pick(given)} Invented-${random.pick(family)}`;
}

/**
 * A number of the range Ofcom keeps for drama, which rings nobody: 07700 900200 to 900399. The rest of the range is left to
 * whoever tries Larkspur out, or each client they refer would be taken for one of the demo's.
 */
export function inventedPhone(random: Random): string {
  return `07700 900${String(random.whole(200, 399))}`;
}
