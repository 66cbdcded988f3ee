import { appOffer, newAppSecret } from '../../src/people/authenticator-app.js';

/** The picture as rows of dark and light, read from its path. */
function drawn({ path, width }: ReturnType<typeof appOffer>['picture']): string[] {
  const dark = new Set(
    [...path.matchAll(/M(\d+),(\d+)h1v1h-1z/g)].map(([, x, y]) => `${x ?? ''},${y ?? ''}`),
  );
  const places = Array.from({ length: width }, (_, place) => String(place));
  return places.map((y) => places.map((x) => (dark.has(`${x},${y}`) ? '#' : ' ')).join(''));
}

// What a camera looks for in three corners, after a margin of four (ISO/IEC 18004, 6.3.3).
const corner = ['#######', '#     #', '# ### #', '# ### #', '# ### #', '#     #', '#######'];

it('the picture of a key is one that a camera finds, with nothing in its margin', () => {
  const { picture } = appOffer(newAppSecret(), 'demo@demo.invalid');
  const rows = drawn(picture);
  const far = picture.width - 4 - 7;
  for (const [top, left] of [
    [4, 4],
    [4, far],
    [far, 4],
  ] as const)
    expect(rows.slice(top, top + 7).map((row) => row.slice(left, left + 7))).toEqual(corner);
  expect(rows.map((row) => row.slice(0, 4) + row.slice(-4)).join('')).not.toContain('#');
  expect([...rows.slice(0, 4), ...rows.slice(-4)].join('')).not.toContain('#');
});
