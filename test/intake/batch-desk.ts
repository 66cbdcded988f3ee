import type { Person } from '../../src/kernel/actor.js';
import { BatchRecordingService } from '../../src/intake/batch-recording.service.js';
import type { TestApp } from '../support/app.js';

export type Batched = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

/** The columns every sheet here has, as a force might name them. */
export const header = [
  'Full name',
  'DOB',
  'Sex',
  'Suspect',
  'Relationship',
  'Summary',
  'Crime type',
  'Phone',
  'Safe to call?',
  'Agreed to contact?',
];
export const asFields = {
  'full name': 'full_name',
  dob: 'born_on',
  sex: 'sex',
  suspect: 'perpetrator_name',
  relationship: 'relationship',
  summary: 'what_happened',
  'crime type': 'police_recorded_as',
  phone: 'phone',
  'safe to call?': 'safe',
  'agreed to contact?': 'contact_consent',
} as const;
/** Their words, and for every row what no column says. */
export const asCodes: Readonly<Record<string, string>> = {
  f: 'female',
  m: 'male',
  'ex-partner': 'ex_intimate',
  'not known': 'unknown:not_asked',
  '2a': 'stalking',
  y: 'yes',
  n: 'no',
  agreed: 'given',
  'police_area every row': 'E23000033',
  'support_consent every row': 'not_asked',
  'police_consent every row': 'not_asked',
};

/** A row of somebody invented, by the name of each column. */
export function aRow(number: number, changes: Readonly<Record<string, string>> = {}): string[] {
  const letters = String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  const cells: Readonly<Record<string, string>> = {
    'Full name': `Invented Sheet${letters}`,
    DOB: `${String(1 + (number % 28)).padStart(2, '0')}/0${String(1 + (number % 9))}/19${String(50 + (number % 50))}`,
    Sex: 'F',
    Suspect: `Invented Suspect${letters}`,
    Relationship: 'Ex-partner',
    Summary: 'Invented: followed home.',
    'Crime type': '2A',
    Phone: `07700 ${String(100_000 + number)}`,
    'Safe to call?': 'Y',
    'Agreed to contact?': 'Agreed',
    ...changes,
  };
  return header.map((name) => cells[name] ?? '');
}

export function sheet(rows: readonly (readonly string[])[], separator = ','): string {
  const cell = (text: string) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [header, ...rows].map((cells) => `${cells.map(cell).join(separator)}\r\n`).join('');
}

/** A supervisor at the API, from the sheet to its end. */
export function batchDesk(house: TestApp, person: Person) {
  const at = '/api/v1/referral-batches';
  const browser = () => house.as(person.userId);
  const get = async (path: string) =>
    (await (await browser()).get(`${at}${path}`).expect(200)).body as unknown;
  const desk = {
    show: async (id: string) => (await get(`/${id}`)) as Batched, // the body's shape
    upload: async (file: Buffer | string, changes: object = {}) => {
      const content = {
        file: Buffer.from(file).toString('base64'),
        sender: 'Invented Police',
        source: 'police',
      };
      const received = { receivedOn: '2026-03-02', receivedTime: '16:30' };
      return (await browser()).post(at).send({ ...content, ...received, ...changes });
    },
    /** Says what the columns and words of `header` are, and has every row checked. */
    check: async (id: string, codes = asCodes) => {
      const columns = (await get(`/${id}/columns`)) as { column: string }[]; // the body's shape
      const fields = columns.map(({ column }) => (asFields as Record<string, string>)[column.toLowerCase()]);
      const { version } = await desk.show(id);
      const chosen = Object.fromEntries(fields.flatMap((field, index) => (field ? [[index, field]] : [])));
      await (await browser()).post(`${at}/${id}/columns`).send({ version, columns: chosen }).expect(204);
      const questions = (await get(`/${id}/words`)) as { field: string; word: string | null }[]; // likewise
      const answers = questions.map(
        ({ field, word }) => codes[word === null ? `${field} every row` : word.toLowerCase()],
      );
      const words = Object.fromEntries(answers.flatMap((answer, index) => (answer ? [[index, answer]] : [])));
      const now = await desk.show(id);
      return (await browser()).post(`${at}/${id}/words`).send({ version: now.version, words });
    },
    /** An uploaded sheet, checked. */
    checked: async (file: Buffer | string, changes: object = {}) => {
      const { body } = await desk.upload(file, changes).then((answer) => answer as { body: { id: string } });
      const answer = await desk.check(body.id);
      if (answer.status !== 204) throw new Error(JSON.stringify(answer.body));
      return desk.show(body.id);
    },
    step: async (id: string, act: 'recording' | 'discarding' | 'undoing') => {
      const { version } = await desk.show(id);
      const agent = await browser();
      if (act === 'undoing')
        await house.database.owner.query('UPDATE session SET stepped_up_at = now() WHERE staff_id = $1', [
          person.userId,
        ]);
      return agent.post(`${at}/${id}/${act}`).send({ version });
    },
    /** What whoever uploaded it asks, and a second supervisor does. */
    undone: async (id: string, by: Person) => {
      const asked = await desk.step(id, 'undoing');
      if (asked.status !== 204) throw new Error(JSON.stringify(asked.body));
      const { owner } = house.database;
      const { rows } = await owner.query<{ id: string }>(
        'SELECT id FROM referral_batch_undoing WHERE batch_id = $1 AND decision IS NULL',
        [id],
      );
      const agent = await house.as(by.userId);
      await owner.query('UPDATE session SET stepped_up_at = now() WHERE staff_id = $1', [by.userId]);
      return agent.post(`/api/v1/referral-batch-undoings/${rows[0]?.id ?? ''}/approval`);
    },
    /** Begins a checked batch; the event its job follows. */
    begin: async (id: string): Promise<number> => {
      await desk.step(id, 'recording').then((answer) => {
        if (answer.status !== 204) throw new Error(JSON.stringify(answer.body));
      });
      const { rows } = await house.database.owner.query<{ id: string }>(
        `SELECT id FROM event WHERE did = 'referral_batch.begun' AND record_id = $1`,
        [id],
      );
      return Number(rows[0]?.id);
    },
    /** A sheet from its upload to its last row on record. */
    recorded: async (file: Buffer | string, changes: object = {}) => {
      const { id } = await desk.checked(file, changes);
      const eventId = await desk.begin(id);
      await house.app.get(BatchRecordingService).record(eventId, () => Promise.resolve());
      return desk.show(id);
    },
  };
  return desk;
}
