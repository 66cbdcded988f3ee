import { createHash } from 'node:crypto';
import request from 'supertest';
import { aFrozenYear, type FrozenHouse } from '../../returns/a-return.js';
import { givenAKey } from '../../support/given-key.js';
import { Given } from '../../support/given.js';
import { toldWhile } from './entries.js';

/** What a program outside asks with its key is in the log as what a person asks is: by the key. */
let frozen: FrozenHouse;
let held: { id: string; key: string };
beforeAll(async () => {
  frozen = await aFrozenYear();
  const { owner } = frozen.house.database;
  const { reader } = frozen.service;
  const maker = await new Given(owner).staff('admin', reader.organisationId);
  held = await givenAKey(owner, { scope: 'aggregates', by: maker, approvedBy: reader });
});
afterAll(() => frozen.house.stop());

const ask = (path: string) =>
  request(frozen.house.app.getHttpServer()).get(path).set('Authorization', `Bearer ${held.key}`);

it('what it is refused is in the log, by its key, before it is answered', async () => {
  const told = await toldWhile(frozen.house.database.owner, () => ask('/api/v1/cases').expect(404));
  expect(told).toMatchObject([
    { act: 'cases.list', result: 'refused', subject_kind: 'service_key', subject_id: held.id },
  ]);
});

it('a file it takes away is in the log by its SHA-256', async () => {
  let text = '';
  const told = await toldWhile(frozen.house.database.owner, async () => {
    ({ text } = await ask(`/api/v1${frozen.path}/2025-Q2.csv`).expect(200));
  });
  const fingerprint = createHash('sha256').update(text, 'utf8').digest('hex');
  const exported = told.filter(({ act }) => act === 'file.exported');
  expect(exported).toMatchObject([{ subject_id: held.id, fingerprint, result: 'allowed' }]);
});
