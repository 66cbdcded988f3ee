import { RuleBroken, Stale } from '../../../src/kernel/errors.js';
import { codelist } from '../../../src/kernel/codelist.js';
import {
  CodeOfEach,
  Day,
  Email,
  Id,
  ManyIds,
  ManyOf,
  OneOf,
  TimeOfDay,
  Whole,
  Words,
} from '../../../src/platform/http/fields.js';
import { readForm, submit, type FormOf } from '../../../src/platform/http/form.js';
import { Page, seeOther } from '../../../src/platform/page/page.js';

const colours = codelist({ red: 'Red', blue: 'Blue' });

class Letter {
  @Words({ message: 'Enter a title', max: 10 }) title!: string;
  @Words({ message: 'Enter a remark', optional: true }) remark?: string;
  @Email({ message: 'Enter an address' }) to!: string;
  @OneOf(colours, { message: 'Select a colour' }) ink!: string;
  @ManyOf(colours, { message: 'Select colours', optional: true }) stamps?: string[];
  @Day({ message: 'Enter the day' }) on!: string;
  @TimeOfDay({ message: 'Enter the time', optional: true }) at?: string;
  @Whole({ message: 'Enter how many pages', min: 1, max: 20 }) pages!: number;
  @Id({ message: 'Select a box' }) box!: string;
  @ManyIds({ message: 'Select shelves', optional: true }) shelves?: string[];
}

class Survey {
  @CodeOfEach(colours, { message: 'Answer with a colour' }) answers!: Record<string, string>;
}

const id = '0b9f7f0e-3f0c-4c8a-9d5e-1a2b3c4d5e6f';
const typed = { title: 'Notes', to: 'a@b.example', ink: 'red', on: '3/3/2026', pages: '2', box: id };
const read = (form: object) => readForm(Letter, form);

describe('a form that is right', () => {
  it('is read as what it says: days, numbers and lists', () => {
    const form = read({
      ...typed,
      title: '  Notes ',
      remark: '',
      stamps: 'blue',
      at: '9.05',
      shelves: [id, id],
    });
    const value = { ...typed, on: '2026-03-03', pages: 2, stamps: ['blue'], at: '09:05', shelves: [id, id] };
    expect(form).toMatchObject({ ok: true, value });
    expect(form.ok && form.value).not.toHaveProperty('remark', expect.anything());
  });

  it.each(['2026-03-03', '3/3/2026', '03.03.2026', '3 3 2026', ' 3-3-2026 '])(
    'takes the day written as “%s”',
    (on) => {
      expect(read({ ...typed, on })).toMatchObject({ value: { on: '2026-03-03' } });
    },
  );

  it('has each letter in one way', () => {
    expect(read({ ...typed, title: 'Cafe\u0301' })).toMatchObject({ ok: true, value: { title: 'Café' } });
  });

  it('gathers the fields of one thing, leaving out the empty ones', () => {
    const form = readForm(Survey, { 'answers.first': 'red', 'answers.second': 'blue', 'answers.third': '' });
    expect(form).toMatchObject({ ok: true, value: { answers: { first: 'red', second: 'blue' } } });
    expect(readForm(Survey, {})).toMatchObject({ ok: true, value: { answers: {} } });
  });
});

describe('a form that is wrong', () => {
  it.each<[keyof Letter, unknown, string]>([
    ['title', '', 'Enter a title'],
    ['title', ['a', 'b'], 'Enter a title'],
    ['title', 'eleven long', 'Enter a title, in at most 10 characters'],
    ['to', 'a at b', 'Enter an address in full, such as name@example.org'],
    ['to', '', 'Enter an address'],
    ['ink', 'green', 'Select a colour'],
    ['ink', ['red'], 'Select a colour'],
    ['stamps', ['red', 'green'], 'Select colours'],
    ['on', '30/2/2026', 'There is no such day. Enter the day, such as 27/3/2026'],
    ['on', '3/3/0206', 'Check the year. Enter the day, such as 27/3/2026'],
    ['on', '', 'Enter the day, such as 27/3/2026'],
    ['at', '25:00', 'Enter the time, such as 14:05'],
    ['pages', '0', 'Enter how many pages'],
    ['pages', '21', 'Enter how many pages'],
    ['pages', '1.5', 'Enter how many pages'],
    ['pages', '1e1', 'Enter how many pages'],
    ['box', 'box 1', 'Select a box'],
    ['shelves', ['box 1'], 'Select shelves'],
  ])('says so at the field: %s of %j', (field, value, says) => {
    expect(read({ ...typed, [field]: value })).toEqual({
      ok: false,
      raw: { values: { ...typed, [field]: value }, errors: { [field]: says } },
    });
  });

  it.each([
    ['NUL', 'a\0b', 'ab'],
    ['half a character', 'a\ud800b', 'ab'],
  ])('takes out %s, which cannot be kept, shows the rest, and says so', (_, title, left) => {
    const { raw } = read({ ...typed, title });
    expect(raw.values).toEqual({ ...typed, title: left });
    expect(raw.errors['title']).toContain('was taken out of this, and the rest is as you typed it');
  });

  it.each([
    [{ isOwner: 'yes' }],
    [{ 'title.x': 'Notes' }],
    [{ 'other.x': 'y' }],
    [{ 'other.__proto__': 'y' }],
  ])('has a field that nobody asked for: %j', (more) => {
    const says = 'This was sent but is not asked for';
    expect(read({ ...typed, ...more })).toMatchObject({ ok: false, raw: { errors: { form: says } } });
  });

  it('says everything that is wrong at once', () => {
    const { raw } = read({});
    expect(Object.keys(raw.errors)).toEqual(['title', 'to', 'ink', 'on', 'pages', 'box']);
  });

  it.each([[null], [undefined], ['text'], [7]])('is one that is no form at all: %j', (body) => {
    expect(readForm(Letter, body).ok).toBe(false);
  });
});

describe('submitting', () => {
  const again = ({ errors }: { errors: object }) => new Page('again', errors);
  const given = (): FormOf<Letter> => read(typed);

  it('carries a right form out', async () => {
    expect(await submit(given(), { act: () => Promise.resolve(seeOther('/done')), again })).toEqual(
      seeOther('/done'),
    );
  });

  it.each([
    ['a rule', new RuleBroken('no-letters', 'No letters today'), 422, 'No letters today'],
    ['someone else’s change', new Stale(), 409, new Stale().message],
  ])('shows the form again where %s stands against it', async (_, error, status, says) => {
    const shown = await submit(given(), { act: () => Promise.reject(error), again });
    expect(shown).toEqual(new Page('again', { form: says }, status));
  });

  it('lets a fault of ours be one', async () => {
    const fault = submit(given(), { act: () => Promise.reject(new Error('a bug')), again });
    await expect(fault).rejects.toThrow('a bug');
  });
});
