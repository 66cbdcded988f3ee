import { testDatabase, type TestDatabase } from './support/database.js';
import { runProgram } from './support/programs.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it('a new organisation’s first two are invited by a code each, and have no password that anybody saw', async () => {
  const words = ['--name', 'Demo Service', '--email', 'a@demo.invalid', '--approver', 'b@demo.invalid'];
  const said = runProgram('begin.js', words, database);
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
});
