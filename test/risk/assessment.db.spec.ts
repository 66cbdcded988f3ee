import type { Person } from '../../src/kernel/actor.js';
import { dataSource } from '../../src/platform/database/data-source.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { testSecrets } from '../support/becoming.js';
import { testSeals } from '../support/sealing.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { givenACase } from '../support/given-cases.js';
import { givenAnAssessment, larkspurScreen } from '../support/given-risk.js';
import { Given } from '../support/given.js';

let database: TestDatabase;
let source: Awaited<ReturnType<ReturnType<typeof dataSource>['initialize']>>;
let db: UnitOfWork;
let advocate: Person;
let colleague: Person;
let supervisor: Person;
let caseId: string;
let otherCaseId: string;

beforeAll(async () => {
  database = await testDatabase();
  source = await dataSource(database.appUrl, [], 2).initialize();
  db = new UnitOfWork(source, testSecrets, testSeals);
  const given = new Given(database.owner);
  const organisation = await given.organisation();
  const team = await given.team(organisation);
  advocate = await given.staff('advocate', organisation, { teams: [team] });
  colleague = await given.staff('advocate', organisation, { teams: [team] });
  supervisor = await given.staff('supervisor', organisation, { teams: [team] });
  ({ caseId } = await givenACase(database.owner, { team, advocate }));
  ({ caseId: otherCaseId } = await givenACase(database.owner, { team, advocate }));
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const sql = (actor: Person, statement: string, ...values: unknown[]) =>
  db.run(actor, (tx) => tx.query(statement, values));
const given = (state: 'draft' | 'submitted') =>
  givenAnAssessment(database.owner, { caseId, author: advocate, state });
const review = (id: string, decision: string, band: string | null = null) =>
  sql(
    supervisor,
    'INSERT INTO review (assessment_id, decision, band) VALUES ($1, $2, $3)',
    id,
    decision,
    band,
  );

describe('once submitted, plain SQL as any role that reaches it', () => {
  it.each([
    ['the answers', `answers = '{"weapon": "no"}'`],
    ['the tool’s band', `tool_band = 'high'`],
    ['the author’s band', `professional_band = 'high'`],
    ['how the questions were put', `mode = 'video'`],
    ['when it was submitted', `submitted_at = submitted_at - interval '1 day'`],
    ['its case', `case_id = '%other'`],
    ['its author', `author_id = my_user()`],
    ['when it was begun', `begun_at = begun_at - interval '1 day'`],
    ['the final band', `final_band = 'high'`],
    ['the day of submission', `submitted_on = submitted_on - 1`],
    ['its state, back to a draft', `state = 'draft', submitted_at = NULL, submitted_on = NULL`],
    ['its state, as if reviewed', `state = 'agreed'`],
  ])('does not change %s', async (_, change) => {
    const id = await given('submitted');
    const statement = `UPDATE assessment SET ${change.replace('%other', otherCaseId)} WHERE id = $1`;
    for (const actor of [colleague, supervisor]) {
      await expect(sql(actor, statement, id)).rejects.toMatchObject({ code: '23514' });
    }
  });

  it('does not change what its author wrote, or add to it', async () => {
    const id = await given('submitted');
    const words = `UPDATE assessment_narrative SET rationale = 'Thought better of it' WHERE assessment_id = $1`;
    await expect(sql(advocate, words, id)).rejects.toMatchObject({ code: '42501' });
    await database.owner.query('DELETE FROM assessment_narrative WHERE assessment_id = $1', [id]);
    await expect(
      sql(advocate, `INSERT INTO assessment_narrative VALUES ($1, 'Afterwards', NULL)`, id),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot remove it', async () => {
    await expect(
      sql(supervisor, 'DELETE FROM assessment WHERE id = $1', await given('submitted')),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a draft', () => {
  it('is open to change by plain SQL, since it is nothing yet', async () => {
    const id = await given('draft');
    await sql(advocate, `UPDATE assessment SET mode = 'video' WHERE id = $1`, id);
    const { rows } = await database.owner.query('SELECT mode FROM assessment WHERE id = $1', [id]);
    expect(rows).toEqual([{ mode: 'video' }]);
  });

  it('keeps its author and its case', async () => {
    const id = await given('draft');
    await expect(
      sql(colleague, 'UPDATE assessment SET author_id = my_user() WHERE id = $1', id),
    ).rejects.toMatchObject({
      constraint: 'assessment_keeps_its_origin',
    });
  });

  it('is begun in nobody else’s name, and not as if submitted', async () => {
    const begin = (state: string, author: Person) =>
      sql(
        advocate,
        `INSERT INTO assessment (case_id, instrument_id, mode, answers, state, author_id, tool_band, professional_band, final_band, submitted_at, submitted_on)
         SELECT $1, $2, 'phone', '{}', $3, $4, v, v, v, CASE WHEN v IS NULL THEN NULL ELSE now() END, CASE WHEN v IS NULL THEN NULL ELSE current_date END
         FROM (SELECT CASE $3 WHEN 'draft' THEN NULL ELSE 'high' END AS v) bands`,
        caseId,
        instrument,
        state,
        author.userId,
      );
    const instrument = await larkspurScreen(database.owner);
    await expect(begin('draft', colleague)).rejects.toMatchObject({ code: '42501' });
    await expect(begin('submitted', advocate)).rejects.toMatchObject({ code: '42501' });
    await expect(begin('draft', advocate)).resolves.toBeDefined();
  });
});

describe('a review', () => {
  it('moves the assessment to what it decided, and to nothing else', async () => {
    const id = await given('submitted');
    await review(id, 'returned');
    await expect(
      sql(supervisor, `UPDATE assessment SET state = 'agreed' WHERE id = $1`, id),
    ).rejects.toMatchObject({
      constraint: 'only_a_review_ends_the_wait',
    });
    await sql(supervisor, `UPDATE assessment SET state = 'returned' WHERE id = $1`, id);
    await expect(
      sql(supervisor, `UPDATE assessment SET state = 'submitted' WHERE id = $1`, id),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('that amends sets the band it names, and no other', async () => {
    const id = await given('submitted');
    await review(id, 'amended', 'high');
    const amend = (band: string) =>
      sql(supervisor, `UPDATE assessment SET state = 'amended', final_band = $2 WHERE id = $1`, id, band);
    await expect(amend('medium')).rejects.toMatchObject({ code: '23514' });
    await expect(amend('high')).resolves.toBeDefined();
  });

  it('is not written by an assessment’s author', async () => {
    const own = await givenAnAssessment(database.owner, { caseId, author: supervisor });
    await expect(review(own, 'agreed')).rejects.toMatchObject({ constraint: 'reviewer_is_not_the_author' });
  });

  it('is not written in somebody else’s name, nor by an advocate', async () => {
    const id = await given('submitted');
    const as = (actor: Person, reviewer: Person) =>
      sql(
        actor,
        `INSERT INTO review (assessment_id, reviewer_id, decision) VALUES ($1, $2, 'agreed')`,
        id,
        reviewer.userId,
      );
    await expect(as(supervisor, colleague)).rejects.toMatchObject({ code: '42501' });
    await expect(as(colleague, colleague)).rejects.toMatchObject({ code: '42501' });
  });

  it('is written once', async () => {
    const id = await given('submitted');
    await review(id, 'agreed');
    await expect(review(id, 'returned')).rejects.toMatchObject({ constraint: 'assessment_is_reviewed_once' });
  });
});
