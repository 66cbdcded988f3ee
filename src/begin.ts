import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { createContext } from './application.js';
import { conflictKeys } from './people/conflict.rules.js';
import { approverIn } from './people/dual-control.rules.js';
import { hashOfCode, invitationCode } from './people/invitation-code.js';
import { organisationKinds } from './people/organisation.codes.js';
import { isCode } from './kernel/codelist.js';
import { ConflictsAgain } from './safeguards/conflicts-again.service.js';
import { ownersAddress, runProcess, say } from './starting.js';

const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'advocacy_service' },
    name: { type: 'string' },
    email: { type: 'string' },
    approver: { type: 'string' },
    'approver-name': { type: 'string' },
    team: { type: 'string', default: 'Casework' },
    to: { type: 'string' },
  },
});

const usage = `Say --name "the organisation", --email of its first administrator, and of somebody else --approver, their address, and
--approver-name, their first and last name: a service's first supervisor, or another organisation's first FOI officer. What opens a way
to records takes both. Or, where nobody is left who could approve: --to the id of an organisation there is, --approver and --approver-name.`;

/** What is said once all of it stands. */
const invitations: string[] = [];

/**
 * `npm run begin -- --name "…" --email … --approver … --approver-name "…"`: makes an organisation, its first administrator and the first who approves
 * what administrators propose, each invited by a code that is shown once. Everybody after that is added in the pages, by the two.
 */
await runProcess(async (_, opened) => {
  const { kind, approver: email, 'approver-name': name = '' } = values;
  // Whoever can be compared with nobody could open the record of anybody they know.
  const comparable = conflictKeys({ names: [name], reachedBy: [] }).length > 0;
  if (!email || !comparable || !isCode(organisationKinds, kind)) throw new Error(usage);
  const db = new Client({ connectionString: ownersAddress(opened) });
  await db.connect();
  try {
    await db.query('BEGIN');
    const organisation = values.to ?? (await begun(db, kind));
    const role = approverIn[values.to === undefined ? kind : await kindOf(db, organisation)];
    const approver = await added(db, { organisation, role, name, email });
    if (role === 'supervisor') await putInATeam(db, organisation, approver);
    await db.query('COMMIT');
  } finally {
    await db.end();
  }
  const app = await createContext(opened.surroundings);
  await app.get(ConflictsAgain).enterStaff();
  await app.close();
  await opened.close();
  invitations.forEach(say);
  process.exit(0);
});

async function begun(db: Client, kind: string): Promise<string> {
  if (!values.name || !values.email) throw new Error(usage);
  const id = await idOf(
    db,
    'INSERT INTO organisation (kind, name, active_from) VALUES ($1, $2, current_date)',
    [kind, values.name],
  );
  await added(db, { organisation: id, role: 'admin', name: 'Administrator', email: values.email });
  return id;
}

async function kindOf(db: Client, organisation: string) {
  const { rows } = await db.query<{ kind: string }>('SELECT kind FROM organisation WHERE id = $1', [
    organisation,
  ]);
  const kind = rows[0]?.kind;
  if (!isCode(organisationKinds, kind)) throw new Error('There is no organisation with that id.');
  return kind;
}

async function added(
  db: Client,
  { organisation, role, name, email }: { organisation: string; role: string; name: string; email: string },
): Promise<string> {
  const code = invitationCode();
  const id = await idOf(
    db,
    'INSERT INTO staff (organisation_id, role, display_name, email) VALUES ($1, $2, $3, $4)',
    [organisation, role, name, email],
  );
  await db.query('INSERT INTO invitation (staff_id, proposer_half) VALUES ($1, $2)', [id, hashOfCode(code)]);
  invitations.push(
    `${name}, ${email}: set a password at /invitation with the one code ${code}, within 72 hours.`,
  );
  return id;
}

async function putInATeam(db: Client, organisation: string, supervisor: string): Promise<void> {
  const there = await db.query<{ id: string }>(
    'SELECT id FROM team WHERE organisation_id = $1 ORDER BY name, id LIMIT 1',
    [organisation],
  );
  const team =
    there.rows[0]?.id ??
    (await idOf(db, 'INSERT INTO team (organisation_id, name) VALUES ($1, $2)', [organisation, values.team]));
  await db.query('INSERT INTO team_member (team_id, staff_id) VALUES ($1, $2)', [team, supervisor]);
}

async function idOf(db: Client, insert: string, given: unknown[]): Promise<string> {
  const { rows } = await db.query<{ id: string }>(`${insert} RETURNING id`, given);
  return rows[0]?.id ?? '';
}
