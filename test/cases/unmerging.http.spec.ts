import fc from 'fast-check';
import { openSafeguardsDesk, type SafeguardsDesk } from '../safeguards/safeguards-desk.js';
import { sized } from '../support/size.js';

let desk: SafeguardsDesk;
let browser: Awaited<ReturnType<SafeguardsDesk['house']['as']>>;

beforeAll(async () => {
  desk = await openSafeguardsDesk();
  browser = await desk.house.as(desk.supervisor.userId);
});
afterAll(() => desk.house.stop());

interface Row {
  readonly clientId: string;
  readonly perpetratorId: string;
  readonly caseId: string;
}

/** What is decided of the two, what is told of it, and who did what: these say that it happened. */
const saysSo = /^(likeness|likeness_narrative|event|kept_answer)$/;

/** Every row of every table that is kept of the people and the cases, byte for byte. */
async function rowsKept(): Promise<ReadonlyMap<string, string>> {
  const { owner } = desk.house.database;
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT DISTINCT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
       AND c.column_name IN ('client_id', 'perpetrator_id', 'case_id', 'contact_method_id', 'identifier_id', 'referral_id', 'sealed')`,
  );
  const kept = new Map<string, string>();
  for (const { name } of tables.filter((table) => !saysSo.test(table.name))) {
    const { rows } = await owner.query<{ bytes: string }>(
      `SELECT coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '') AS bytes FROM ${name} t`,
    );
    kept.set(name, rows[0]?.bytes ?? '');
  }
  return kept;
}

const acts = ['merge', 'unmerge', 'correct', 'identify', 'consent', 'difference'] as const;
type Act = (typeof acts)[number];

/** Does it as the supervisor, to the first or the second of the two; what it answers is the program's to say. */
async function does(act: Act, [one, other]: readonly [Row, Row], turn: number): Promise<void> {
  const base = `/api/v1/cases/${one.caseId}`;
  const likeness = `${base}/likenesses/${other.clientId}`;
  const reason = 'Invented: for the test.';
  if (act === 'merge') await browser.post(`${likeness}/merge`).send({ reason });
  else if (act === 'unmerge') await browser.post(`${likeness}/unmerging`).send({ reason });
  else if (act === 'difference') await browser.post(`${likeness}/difference`).send({});
  else if (act === 'correct') {
    const row = await desk.row('SELECT version FROM client WHERE id = $1', one.clientId);
    const correction = { fullName: `Invented Turn ${String(turn)}`, version: row?.['version'] };
    await browser.put(`${base}/client`).send(correction).expect(204);
  } else if (act === 'identify') {
    const plate = { whose: 'client', kind: 'plate', value: `ZZ${String(10 + (turn % 89))} ABC` };
    await browser.post(`${base}/identifiers`).send(plate).expect(201);
  } else {
    const answer = { purpose: 'support', value: 'refused', how: 'by_phone', givenOn: '2026-03-03' };
    await browser.post(`${base}/consents`).send(answer).expect(201);
  }
}

describe('merging and taking apart', () => {
  it('leave every row as it was, whatever was done between', async () => {
    const moves = { merge: 0, unmerge: 0, edits: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...acts), fc.boolean()), { minLength: 8, maxLength: 16 }),
        async (steps) => {
          const two = [await desk.aCase(), await desk.aCase()] as const;
          for (const [turn, [act, second]] of steps.entries()) {
            const before = await rowsKept();
            const held = await holding(two);
            await does(act, second ? [two[1], two[0]] : two, turn);
            if (!['merge', 'unmerge', 'difference'].includes(act)) {
              moves.edits += 1;
              continue;
            }
            if (act !== 'difference')
              moves[act as 'merge' | 'unmerge'] += held === (await holding(two)) ? 0 : 1;
            expect(await rowsKept()).toEqual(before);
          }
        },
      ),
      { numRuns: sized(4, 60) },
    );
    // Otherwise nothing was shown.
    expect(moves.merge).toBeGreaterThan(0);
    expect(moves.unmerge).toBeGreaterThan(0);
    expect(moves.edits).toBeGreaterThan(5);
  });
});

async function holding([one, other]: readonly [Row, Row]): Promise<unknown> {
  const row = await desk.row('SELECT $2 = ANY (same_person($1)) AS one', one.clientId, other.clientId);
  return row?.['one'];
}
