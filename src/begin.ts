import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { firstPassword } from './people/first-password.js';
import { hashPassword } from './people/password.js';
import { runProcess, say } from './starting.js';

const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'advocacy_service' },
    name: { type: 'string' },
    email: { type: 'string' },
  },
});

/**
 * `npm run begin -- --name "…" --email …`: makes an organisation and its first administrator, whose password is shown
 * once. Everybody after that is added in the pages.
 */
await runProcess(async (_, opened) => {
  if (!values.name || !values.email)
    throw new Error('Say --name "the organisation" and --email of its first administrator.');
  const password = firstPassword();
  const db = new Client({ connectionString: opened.ownerUrl });
  await db.connect();
  await db.query(
    `WITH made AS (INSERT INTO organisation (kind, name, active_from) VALUES ($1, $2, current_date) RETURNING id),
          admin AS (INSERT INTO staff (organisation_id, role, display_name, email) SELECT id, 'admin', 'Administrator', $3 FROM made RETURNING id)
     INSERT INTO staff_credential (staff_id, password_hash) SELECT id, $4 FROM admin`,
    [values.kind, values.name, values.email, await hashPassword(password)],
  );
  await db.end();
  await opened.surroundings.dataSource.destroy();
  await opened.close();
  say(`Sign in as ${values.email} with the password "${password}", and change it.`);
  process.exit(0);
});
