import { testDatabase, type TestDatabase } from './support/database.js';
import { runProgram } from './support/programs.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const words = ['--name', 'Demo Service', '--email', 'a@demo.invalid', '--approver', 'b@demo.invalid'];

it('whoever approves is named by a first and a last name, or nobody could be found to be too near to them', async () => {
  for (const name of [[], ['--approver-name', 'Supervisor']])
    expect(runProgram('begin.js', [...words, ...name], database)).toContain('their first and last name');
  expect((await database.owner.query('SELECT FROM staff')).rowCount).toBe(0);
});

it('a new organisation’s first two are invited by a code each, and have no password that anybody saw', async () => {
  const said = runProgram('begin.js', [...words, '--approver-name', 'Demo Fescue'], database);
  const codes = [
    ...said.matchAll(/@demo\.invalid: set a password at \/invitation with the one code (\S+),/g),
  ];
  expect(codes.map(([, code]) => code)).toEqual([
    expect.stringMatching(/^([a-z2-9]{5}-){5}[a-z2-9]{5}$/),
    expect.stringMatching(/^([a-z2-9]{5}-){5}[a-z2-9]{5}$/),
  ]);
  const { rows } = await database.owner.query(
    `SELECT s.role, c.staff_id AS credential, i.expires_at > now() + interval '71 hours' AS lasts FROM staff s
     JOIN invitation i ON i.staff_id = s.id LEFT JOIN staff_credential c ON c.staff_id = s.id ORDER BY s.role`,
  );
  expect(rows).toEqual([
    { role: 'admin', credential: null, lasts: true },
    { role: 'supervisor', credential: null, lasts: true },
  ]);
  const compared = await database.owner.query<{ name: string }>(
    `SELECT DISTINCT s.display_name AS name FROM conflict_token t JOIN staff s ON s.id = t.staff_id WHERE t.how = 'matched_name'`,
  );
  expect(compared.rows).toEqual([{ name: 'Demo Fescue' }]);
});
