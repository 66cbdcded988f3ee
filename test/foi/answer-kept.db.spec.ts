import { machine, type Person } from '../../src/kernel/actor.js';
import { foiSql, type FoiSql } from '../support/foi-sql.js';

let house: FoiSql;
let officer: Person;
let colleague: Person;

beforeAll(async () => {
  house = await foiSql();
  ({ officer, colleague } = house.authority);
});
afterAll(() => house.stop());

const drafted = async () => {
  const requestId = await house.aRequest(officer);
  return { requestId, answerId: await house.anAnswer(officer, requestId) };
};
const approve = (by: Person, answerId: string, { as = by, hash = '\\xaa' } = {}) =>
  house.sql(
    by,
    'UPDATE foi_answer SET approved_by = $2, approved_at = now(), approved_hash = $3 WHERE id = $1',
    answerId,
    as.userId,
    hash,
  );
const release = (requestId: string, answerId: string, hash = '\\xaa') =>
  house.sql(
    officer,
    `INSERT INTO foi_release (answer_id, request_id, reference, letter, letter_hash, released_on) VALUES ($1, $2, 'FOI', '{}', $3, '2026-03-03')`,
    answerId,
    requestId,
    hash,
  );

describe('an answer, whatever SQL is tried on it', () => {
  it('is not approved by who drafted it', async () => {
    const { answerId } = await drafted();
    await expect(approve(officer, answerId)).rejects.toThrow('approver_did_not_draft');
  });

  it('is not approved in a colleague’s name', async () => {
    const { answerId } = await drafted();
    await expect(approve(officer, answerId, { as: colleague })).rejects.toThrow('kept as it was drafted');
  });

  it('is not drafted in a colleague’s name, so as to be approved in one’s own', async () => {
    const requestId = await house.aRequest(officer);
    const forged = `INSERT INTO foi_answer (request_id, edition, letter, letter_hash, drafted_by) VALUES ($1, 1, '{}', '\\xaa', $2)`;
    await expect(house.sql(officer, forged, requestId, colleague.userId)).rejects.toThrow(
      'permission denied',
    );
  });

  it('is not approved as another letter than the one drafted', async () => {
    const { answerId } = await drafted();
    await expect(approve(colleague, answerId, { hash: '\\xbb' })).rejects.toThrow(
      'what_was_approved_is_what_was_drafted',
    );
  });

  it('keeps its words, and once approved its approval', async () => {
    const { answerId } = await drafted();
    const reworded = `UPDATE foi_answer SET letter = '{}' WHERE id = $1`;
    await expect(house.sql(officer, reworded, answerId)).rejects.toThrow('permission denied');
    await approve(colleague, answerId);
    await expect(approve(colleague, answerId)).rejects.toThrow('kept as it was drafted');
  });

  it('is not released before it is approved, nor as another letter than was approved', async () => {
    const { requestId, answerId } = await drafted();
    await expect(release(requestId, answerId)).rejects.toThrow('only an approved answer is released');
    await approve(colleague, answerId);
    await expect(release(requestId, answerId, '\\xbb')).rejects.toThrow(
      'only an approved answer is released',
    );
    const anyoneSees = () =>
      house.sql(machine('visitor'), 'SELECT letter FROM foi_release WHERE answer_id = $1', answerId);
    expect(await anyoneSees()).toEqual([]);
    await release(requestId, answerId);
    expect(await anyoneSees()).toEqual([{ letter: {} }]);
  });

  it('is no visitor’s to read where it was drafted', async () => {
    await expect(house.sql(machine('visitor'), 'SELECT 1 FROM foi_answer')).rejects.toMatchObject({
      code: '42501',
    });
  });
});
