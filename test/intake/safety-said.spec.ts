import { asSent } from '../../src/intake/as-sent.js';
import { readRow } from '../../src/intake/batch-row.js';
import type { BatchField } from '../../src/intake/batch.codes.js';
import { SelfForm } from '../../src/intake/public-form.dto.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { contactFactsOf, type ContactGiven } from '../../src/parties/contact-said.js';
import { readForm } from '../../src/platform/http/form.js';

/** What somebody outside says of when and how a person may be reached, as it is kept. */
const unknown = { withheldNumber: 'unknown', hours: [] };
const form = {
  fullName: 'Invented Bluebell',
  policeArea: 'E23000033',
  whatHappened: 'Invented: somebody waits outside.',
  agreed: 'given',
  channel: 'phone',
  value: '07700 900321',
  safe: 'yes',
};

/** A public form as a browser posts it. */
function formSays(typed: Readonly<Record<string, string>>) {
  const read = readForm(SelfForm, { ...form, ...typed });
  if (!read.ok) return read.raw.errors;
  const { withheldNumber, hours, verifiedOn } = contactFactsOf(asSent('self', read.value) as ContactGiven); // it says a way
  return { withheldNumber, hours, verifiedOn };
}

describe('a public form', () => {
  it.each<[string, Readonly<Record<string, string>>, object]>([
    ['with neither answered', {}, unknown],
    ['with what was left empty on its page', { withheldNumber: '', hours: '', 'times.monday': '' }, unknown],
    ['that our number must be hidden', { withheldNumber: 'yes' }, { ...unknown, withheldNumber: 'yes' }],
    ['that any time is safe', { hours: 'any_time' }, { ...unknown, hours: [{ from: 0, to: 10_080 }] }],
    [
      'with times of a day and no answer beside them',
      { 'times.tuesday': '10:00 to 12:00' },
      { ...unknown, hours: [{ from: 2040, to: 2160 }] },
    ],
  ])('%s says that and no more, and verifies nothing', (_, typed, said) => {
    expect(formSays(typed)).toEqual({ ...said, verifiedOn: null });
  });

  it('that says two things of the hours is asked which', () => {
    const both = { hours: 'any_time', 'times.tuesday': '10:00 to 12:00' };
    expect(() => formSays(both)).toThrow(expect.objectContaining({ rule: 'times-beside-the-answer' }));
  });

  it('with times that cannot be read is asked for them', () => {
    expect(() => formSays({ 'times.monday': 'mornings' })).toThrow('Enter the times on Monday');
  });
});

describe('a row of a sheet', () => {
  const cells: Readonly<Partial<Record<BatchField, string>>> = {
    full_name: 'Invented Sheet',
    what_happened: 'Invented: followed home.',
    police_area: 'E23000033',
    police_recorded_as: 'stalking',
    contact_consent: 'given',
    support_consent: 'not_asked',
    police_consent: 'not_asked',
    phone: '07700 900322',
    safe: 'yes',
  };

  function rowSays(said: typeof cells) {
    const row = { ...cells, ...said };
    const fields = Object.keys(row) as BatchField[]; // the table's own keys
    const columns = Object.fromEntries(fields.map((field) => [field, field]));
    const same = (word = '') => ({ [word.toLowerCase()]: word });
    const words = Object.fromEntries(fields.map((field) => [field, same(row[field])]));
    const read = readRow(
      { number: 2, cells: fields.map((field) => row[field] ?? '') },
      { header: fields, mapping: { columns, words } },
      { arrival: { receivedAt: now, source: 'police' }, present: { now, today: plainDate('2026-03-03') } },
    );
    if (!read.ok) throw new Error(read.faults.join());
    const { withheldNumber = null, deviceWatched = null, hours = null } = read.received.method ?? {};
    return { withheldNumber, deviceWatched, hours };
  }
  const now = new Date('2026-03-03T10:00:00Z');

  it.each<[string, typeof cells, object]>([
    ['without such columns', {}, { ...unknown, deviceWatched: 'unknown' }],
    [
      'with each of them',
      { withheld_number: 'no', device_watched: 'no', contact_hours: 'any_time' },
      { withheldNumber: 'no', deviceWatched: 'no', hours: [{ from: 0, to: 10_080 }] },
    ],
    [
      'with cells left empty',
      { withheld_number: '', device_watched: '', contact_hours: '' },
      { ...unknown, deviceWatched: 'unknown' },
    ],
  ])('%s says that and no more', (_, said, kept) => {
    expect(rowSays(said)).toEqual(kept);
  });
});
