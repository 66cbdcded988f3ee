import { startApp, type TestApp } from '../support/app.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { sized } from '../support/size.js';
import { wordsIn } from '../support/sealed-tables.js';
import { givenADesk } from './given-desk.js';
import { aSelfForm, keysIn, lastReference, Visitor } from './visitor.js';

let house: TestApp;
let service: GivenService;
let address: string;
let who: Visitor;
let keys: Record<string, string>;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z', { proxies: 1 });
  service = await givenAService(house);
  address = await givenADesk(house, service);
  who = new Visitor(house);
});
afterAll(() => house.stop());
beforeEach(async () => {
  await house.database.owner.query('DELETE FROM intake_turn');
  keys = keysIn((await who.get(`${address}/self`)).text);
});

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Sends one text as the name, the account and the words about when, and reads all three back. */
async function sentAndRead(text: string) {
  const form = aSelfForm({ fullName: text, whatHappened: text, whenSafe: text });
  const answer = await who.post(`${address}/self`, { ...keys, ...form });
  const reference = await lastReference(house);
  const { rows } = await house.database.owner.query<{ id: string }>(
    'SELECT id FROM referral WHERE reference = $1',
    [reference],
  );
  const id = rows[0]?.id ?? '';
  const [told] = await wordsIn(house.database.owner, 'referral_narrative', id);
  const page = await (await house.as(service.supervisor.userId)).get(`/referrals/${id}`);
  return { status: answer.status, answer: answer.text, stored: told?.['what_happened'], page: page.text };
}

const hostile = {
  script: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  template: '{{ 7*7 }} ${7*7} {% raw %}',
  formula: '=HYPERLINK("http://evil.invalid","x")',
  'other formulas': '+1 @SUM(A1) -2 |calc',
  sql: "'; DROP TABLE referral; --",
  homoglyph: 'Ѕаrаh Ѕmіth',
  bidi: 'a\u202Eb\u2066c\u2069d',
  'zero width': 'a\u200Bb\u200Dc\uFEFFd',
  emoji: '👩🏽‍🦱 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
  combining: `z${'\u0301'.repeat(100)}`,
  control: 'a\u0001\u001B[31mb\u007F',
  quotes: `"'\`<>&`,
  'a header': 'x\r\nSet-Cookie: a=b',
  path: '../../etc/passwd%00',
} as const;

describe('hostile text in a public form', () => {
  it.each(Object.entries(hostile))(
    '%s is kept as it was typed, shown inert, and not repeated to the sender',
    async (_, text) => {
      const { status, answer, stored, page } = await sentAndRead(text);
      expect(status).toBe(200);
      expect(stored).toBe(text.normalize('NFC'));
      expect(page).toContain(escaped(text.normalize('NFC')).split(/\r?\n/)[0]);
      expect(page).not.toContain('<script>alert');
      expect(answer).not.toContain(escaped(text));
    },
  );

  it.each([
    ['NUL', 'a\0b'],
    ['more than there is room for', 'x'.repeat(20_001)],
  ])('%s is refused with everything typed given back', async (_, text) => {
    const form = aSelfForm({ fullName: 'Invented Kept', whatHappened: text });
    const answer = await who.post(`${address}/self`, { ...keys, ...form });
    expect([answer.status, answer.text.includes('value="Invented Kept"')]).toEqual([422, true]);
  });

  it('20,000 characters of four bytes each are kept', async () => {
    const text = '𝒳'.repeat(10_000);
    const form = aSelfForm({ whatHappened: text });
    const answer = await who.post(`${address}/self`, { ...keys, ...form });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['half of a surrogate pair', 'fullName=%ED%A0%80&whatHappened=x'],
    ['bytes that are no text', 'fullName=%FF%FE%80&whatHappened=%C0%AF'],
    ['half an escape', 'fullName=%&whatHappened=%E'],
    ['a field twice', 'fullName=a&fullName=b'],
    ['a field that is none', 'fullName=a&teamId=b&state=accepted'],
    ['names every object has', '__proto__=a&constructor=b'],
    ['names of parts', 'times.monday=a&fullName.x=b&agreed[]=given'],
    ['five hundred fields', Array.from({ length: 500 }, (_, each) => `f${String(each)}=1`).join('&')],
    ['a megabyte', `whatHappened=${'x'.repeat(1_000_000)}`],
    ['nothing', ''],
  ])('%s is no fault of ours', async (_, body) => {
    const { _csrf = '', _once = '' } = keys;
    const answer = await who.raw(`${address}/self`, `_csrf=${_csrf}&_once=${_once}&${body}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it('drawn at random is kept as it was typed or given back, and is never a fault', async () => {
    const draw = (below: number) => Math.floor(Math.random() * below);
    const alphabet = Object.values(hostile).join('') + '\u00A0\u2028\u3000"\'=;,\t';
    const characters = Array.from(alphabet);
    for (let times = 0; times < sized(15, 200); times += 1) {
      await house.database.owner.query('DELETE FROM intake_turn');
      keys = keysIn((await who.get(`${address}/self`)).text);
      const text = Array.from({ length: 1 + draw(80) }, () => characters[draw(characters.length)]).join('');
      const { status, stored } = await sentAndRead(text);
      const kept = text.replaceAll('\r\n', '\n').trim().normalize('NFC');
      expect([text, status]).toEqual([text, kept === '' ? 422 : 200]);
      if (status === 200) expect(stored?.replaceAll('\r\n', '\n')).toBe(kept);
    }
  });
});
