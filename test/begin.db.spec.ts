import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../src/platform/project-folder.js';
import { testDatabase, type TestDatabase } from './support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** `npm run begin` with these words. */
function begin(...words: string[]): string {
  const ran = spawnSync(process.execPath, [join(projectFolder, 'dist/src/begin.js'), ...words], {
    env: {
      ...process.env,
      DATABASE_URL: database.ownerUrl,
      LARKSPUR_SECRET: '07'.repeat(32), // as the other tests have it: the server's roles are theirs too
      KEY_FILE: process.env['TEST_KEY_FILE'],
    },
    encoding: 'utf8',
  });
  return ran.stdout;
}

it('a new organisation’s first two are invited by a code each, and have no password that anybody saw', async () => {
  const said = begin('--name', 'Demo Service', '--email', 'a@demo.invalid', '--approver', 'b@demo.invalid');
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
