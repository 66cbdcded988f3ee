import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { become, givenASession } from '../support/becoming.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { Given } from '../support/given.js';

/** What an administrator alone, who has just shown a second factor, tries by SQL of their own, each with the one thing taken away that stands against it. */
let database: TestDatabase;
let owner: pg.Client;
let admin: Person;
let session: string;
let places: Readonly<Record<string, string>>;

beforeAll(async () => {
  database = await testDatabase();
  ({ owner } = database);
  const given = new Given(owner);
  const organisation = await given.organisation();
  const team = await given.team(organisation);
  admin = await given.staff('admin', organisation);
  await givenASession(owner, admin.userId);
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM session WHERE staff_id = $1', [
    admin.userId,
  ]);
  session = rows[0]?.id ?? '';
  const advocate = await given.staff('advocate', organisation, { password: true });
  const suspended = await given.staff('advocate', organisation, { teams: [team] });
  await owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [suspended.userId]);
  await owner.query(
    `INSERT INTO passkey (staff_id, name, credential_id, public_key, counter, transports) VALUES ($1, 'Desk', 'x', '\\x01', 0, '{}')`,
    [advocate.userId],
  );
  const {
    rows: [waiting],
  } = await owner.query<{ id: string }>(
    `INSERT INTO staff_proposal (organisation_id, act, role, subject_id, proposed_by) VALUES ($1, 'reinstate', 'advocate', $2, $3) RETURNING id`,
    [organisation, suspended.userId, admin.userId],
  );
  places = {
    organisation,
    team,
    admin: admin.userId,
    advocate: advocate.userId,
    suspended: suspended.userId,
    proposal: waiting?.id ?? '',
  };
});
afterAll(() => database.drop());

/** How many rows a statement reached as the administrator, or the SQLSTATE it was refused with. Nothing is kept. */
async function tried(statement: string, hole = 'SELECT'): Promise<number | string> {
  await owner.query('BEGIN');
  try {
    await owner.query(hole);
    await become(owner, {
      role: 'casework_admin',
      user: admin.userId,
      organisation: admin.organisationId,
      session,
    });
    const filled = statement.replace(/:(\w+)/g, (_, name: string) => `'${places[name] ?? ''}'`);
    return (await owner.query(filled)).rowCount ?? 0;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    await owner.query('ROLLBACK');
  }
}

const adds = (role: string) =>
  `INSERT INTO staff (organisation_id, role, display_name, email) VALUES (:organisation, '${role}', 'Demo', 'demo@demo.invalid')`;
const noCheck = 'EXISTS (SELECT FROM staff s WHERE s.id = staff_id)';

const attacks: readonly (readonly [string, string, string])[] = [
  ['adds an advocate', adds('advocate'), 'DROP POLICY admin_adds_who_reads_no_case ON staff'],
  ['adds a supervisor', adds('supervisor'), 'DROP POLICY admin_adds_who_reads_no_case ON staff'],
  ['adds an FOI officer', adds('foi_officer'), 'DROP POLICY admin_adds_who_reads_no_case ON staff'],
  [
    'adds an account in somebody else’s name',
    `INSERT INTO staff (organisation_id, role, display_name, email, added_by) VALUES (:organisation, 'admin', 'Demo', 'demo@demo.invalid', :admin)`,
    'GRANT INSERT (added_by) ON staff TO casework_admin',
  ],
  [
    'puts somebody in a team',
    'INSERT INTO team_member (team_id, staff_id) VALUES (:team, :advocate)',
    'GRANT INSERT ON team_member TO casework_admin',
  ],
  [
    'reinstates an advocate',
    `UPDATE staff SET state = 'active' WHERE id = :suspended`,
    'DROP POLICY admin_reinstates_who_reads_no_case ON staff',
  ],
  [
    'gives anyone a password',
    `INSERT INTO staff_credential (staff_id, password_hash) VALUES (:suspended, 'x')`,
    `GRANT INSERT ON staff_credential TO casework_admin; CREATE POLICY hole ON staff_credential FOR INSERT TO casework_admin WITH CHECK (true)`,
  ],
  [
    'invites an advocate',
    `INSERT INTO invitation (staff_id, proposer_half) VALUES (:advocate, '\\x00')`,
    `ALTER POLICY admin_invites_who_reads_no_case ON invitation WITH CHECK (${noCheck})`,
  ],
  [
    'invites an administrator added earlier, themself',
    `INSERT INTO invitation (staff_id, proposer_half) VALUES (:admin, '\\x00')`,
    `ALTER POLICY admin_invites_who_reads_no_case ON invitation WITH CHECK (${noCheck})`,
  ],
  [
    'changes a role',
    `UPDATE staff SET role = 'supervisor' WHERE id = :admin`,
    'GRANT UPDATE (role) ON staff TO casework_admin; DROP POLICY admin_reinstates_who_reads_no_case ON staff',
  ],
  [
    'takes over an advocate’s address',
    `UPDATE staff SET email = 'mine@demo.invalid' WHERE id = :suspended`,
    'GRANT UPDATE (email) ON staff TO casework_admin',
  ],
  [
    'says both halves of an invitation',
    `INSERT INTO invitation (staff_id, proposer_half, approver_half) VALUES (:advocate, '\\x00', '\\x00')`,
    `GRANT INSERT ON invitation TO casework_admin; ALTER POLICY admin_invites_who_reads_no_case ON invitation WITH CHECK (${noCheck})`,
  ],
  [
    'puts a key of theirs in place of somebody’s passkey',
    `UPDATE passkey SET public_key = '\\x00' WHERE staff_id = :advocate`,
    `GRANT UPDATE (public_key) ON passkey TO casework_admin; CREATE POLICY hole ON passkey TO casework_admin USING (true)`,
  ],
  [
    'signs in as somebody',
    `INSERT INTO session (token_hash, staff_id, method) VALUES ('\\x00', :advocate, 'app')`,
    `GRANT INSERT ON session TO casework_admin; CREATE POLICY hole ON session FOR INSERT TO casework_admin WITH CHECK (true)`,
  ],
  [
    'forgets how somebody signs in',
    'SELECT forget_sign_in(:advocate)',
    'GRANT EXECUTE ON FUNCTION forget_sign_in(uuid) TO casework_admin',
  ],
  [
    'says that a proposal was approved',
    `UPDATE staff_proposal SET decision = 'approved', decided_by = :advocate, decided_at = now() WHERE id = :proposal`,
    'ALTER POLICY proposal_is_withdrawn_or_refused ON staff_proposal WITH CHECK (true)',
  ],
  [
    'reads the half of an invitation',
    'SELECT proposer_half FROM staff_proposal',
    'GRANT SELECT ON staff_proposal TO casework_admin',
  ],
];

describe('an administrator alone never', () => {
  it.each(attacks)('%s', async (_, statement) => {
    expect(await tried(statement)).toBe('42501');
  });

  it('approves their own proposal, whoever they say approved it', async () => {
    expect(await tried(`SELECT approve_staff_proposal(:proposal, '\\x00')`)).toBe('42501');
    const granted = 'GRANT EXECUTE ON FUNCTION approve_staff_proposal(uuid, bytea) TO casework_admin';
    expect(await tried(`SELECT approve_staff_proposal(:proposal, '\\x00')`, granted)).toBe('23514');
    const says = `UPDATE staff_proposal SET decision = 'approved', decided_by = :admin, decided_at = now() WHERE id = :proposal`;
    const unchecked = 'ALTER POLICY proposal_is_withdrawn_or_refused ON staff_proposal WITH CHECK (true)';
    expect(await tried(says, unchecked)).toBe('23514');
  });
});

describe('a hole is found where an administrator', () => {
  it.each(attacks)('%s', async (_, statement, hole) => {
    expect(await tried(statement, hole)).toBe(1);
  });
});

describe('what is left to an administrator alone', () => {
  it.each([
    ['adding an administrator', adds('admin')],
    ['suspending an advocate', `UPDATE staff SET state = 'suspended' WHERE id = :advocate`],
    ['taking somebody out of a team', 'DELETE FROM team_member WHERE staff_id = :suspended'],
    [
      'withdrawing a proposal',
      `UPDATE staff_proposal SET decision = 'withdrawn', decided_by = :admin, decided_at = now() WHERE id = :proposal`,
    ],
  ])('is %s', async (_, statement) => {
    expect(await tried(statement)).toBe(1);
  });
});
