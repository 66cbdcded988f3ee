import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import type { TestApp } from '../support/app.js';
import { givenAKey } from '../support/given-key.js';
import { idOf } from '../support/given-people.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

/** What an office keeps that is no case: accounts, proposals, keys, sessions, passkeys, contracts and requests for information. */
export type Office = Readonly<Partial<Record<Relation, Names>>>;

/** `own` is oneself, or made by oneself; `team` a colleague's; `over` what is ended; `other_service` another organisation's. */
export async function officeRecordsOf({ database }: TestApp, people: People, who: Person): Promise<Office> {
  const { owner } = database;
  const isPublic = who.organisationId === people.commissioner;
  const colleague = isPublic ? people.officers.colleague : people.colleague;
  const admin = isPublic ? people.officers.admin : people.person.admin;
  const suspended = await suspendedLike(owner, colleague);
  const abroad = people.elsewhere.person[who.role];
  const abroadAdmin = { ...people.elsewhere.person.admin, organisationId: abroad.organisationId };
  const about = (subject: Person, by: Person) => ({ subject, by });
  const whose = {
    own: about(who, admin),
    team: about(colleague, admin),
    over: about(suspended, admin),
    other_service: about(abroad, abroadAdmin),
  };
  const desk = await aDesk(owner, people);
  const office: Partial<Record<Relation, Names>> = {};
  for (const [relation, { subject, by }] of Object.entries(whose)) {
    const over = relation === 'over';
    const scope = isPublic ? 'aggregates' : 'send_referrals';
    const team = relation === 'other_service' ? people.elsewhere.team : people.team;
    const { id: keyId } = await givenAKey(owner, {
      scope,
      by,
      approvedBy: relation === 'own' ? people.supervisor : null,
      ...(isPublic ? {} : { team }),
    });
    if (over) await owner.query('UPDATE service_key SET revoked_at = now() WHERE id = $1', [keyId]);
    office[relation as Relation] = {
      staffId: subject.userId,
      staffVersion: await versionOf(owner, subject),
      keyId,
      proposalId: await aProposal(owner, subject, by, over),
      sessionId: await sessionOf(owner, subject),
      passkeyId: await aPasskey(owner, subject),
      ...(await aContract(owner, people, relation)),
      quarter: '2025-Q3',
      startYear: '2024',
      edition: '1',
      turnId: await aTurn(
        owner,
        relation === 'other_service' ? people.elsewhere.service : people.organisation,
        over,
      ),
      desk,
      form: 'self',
      kind: 'first_contact',
    };
  }
  return office;
}

/** A contract, with a change of it that waits, or was withdrawn, and somebody it pays for. */
async function aContract(owner: pg.Client, people: People, relation: string): Promise<Names> {
  const elsewhere = relation === 'other_service';
  const contractId = elsewhere ? people.elsewhere.contract : people.contract;
  const by = (elsewhere ? people.elsewhere : people).person.admin.userId;
  const changeId = await idOf(
    owner,
    `INSERT INTO contract_change (contract_id, changes, measure, within_hours, share_percent, counted_in, proposed_by, decision, decided_by, decided_at)
     VALUES ($1, 'target', 'assessment', 100, 90, 'elapsed', $2, CASE WHEN $3 THEN 'withdrawn' END, CASE WHEN $3 THEN $2::uuid END, CASE WHEN $3 THEN now() END)`,
    [contractId, by, relation === 'over'],
  );
  const staffingId = await idOf(
    owner,
    `INSERT INTO contract_staffing (contract_id, post, hundredths, from_on, recorded_by) VALUES ($1, 'manager', 100, '2026-01-01', $2)`,
    [contractId, by],
  );
  const complaintId = await idOf(
    owner,
    `INSERT INTO complaint (contract_id, subject, complainant, received_on, recorded_by) VALUES ($1, 'waiting', 'client', '2026-03-01', $2)`,
    [contractId, by],
  );
  return { contractId, changeId, staffingId, complaintId };
}

/** A turn on call of a service, made by its supervisor: it stands, or was taken back. */
async function aTurn(owner: pg.Client, organisation: string, over: boolean): Promise<string> {
  return idOf(
    owner,
    `INSERT INTO on_call_turn (organisation_id, staff_id, from_at, to_at, made_by, cancelled_at)
     SELECT $1, id, now(), now() + interval '1 day', id, CASE WHEN $2 THEN now() END
     FROM staff WHERE organisation_id = $1 AND role = 'supervisor' ORDER BY id LIMIT 1`,
    [organisation, over],
  );
}

/** The public forms of the service, which are one for everybody. */
async function aDesk(owner: pg.Client, { organisation, team }: People): Promise<string> {
  await owner.query(
    `INSERT INTO intake_desk (organisation_id, team_id, forms, shown_name, telephone)
     VALUES ($1, $2, '{self}', 'Demo Care', '0113 496 0000') ON CONFLICT DO NOTHING`,
    [organisation, team],
  );
  const { rows } = await owner.query<{ number: number }>('SELECT number FROM intake_desk');
  return String(rows[0]?.number);
}

async function versionOf(owner: pg.Client, { userId }: Person): Promise<string> {
  const { rows } = await owner.query<{ version: string }>(
    'SELECT version::text AS version FROM staff WHERE id = $1',
    [userId],
  );
  return rows[0]?.version ?? '';
}

/** Somebody of the same office whose account is suspended. */
async function suspendedLike(owner: pg.Client, { organisationId, role }: Person): Promise<Person> {
  const userId = await idOf(
    owner,
    `INSERT INTO staff (organisation_id, role, display_name, email, state) VALUES ($1, $2, 'Demo Gone', $3, 'suspended')`,
    [organisationId, role, `${randomUUID()}@demo.invalid`],
  );
  return { userId, organisationId, role } as Person; // nobody signs in as them
}

/** That an account's sign-in be reset: it waits, or was withdrawn. */
function aProposal(owner: pg.Client, subject: Person, by: Person, over: boolean): Promise<string> {
  return idOf(
    owner,
    `INSERT INTO staff_proposal (organisation_id, act, role, subject_id, proposer_half, proposed_by, decision, decided_by, decided_at)
     VALUES ($1, 'reset_sign_in', $2, $3, $4, $5::uuid, $6, CASE WHEN $6::text IS NOT NULL THEN $5::uuid END, CASE WHEN $6::text IS NOT NULL THEN now() END)`,
    [
      by.organisationId,
      subject.role,
      subject.userId,
      createHash('sha256').update(subject.userId).digest(),
      by.userId,
      over ? 'withdrawn' : null,
    ],
  );
}

async function sessionOf(owner: pg.Client, { userId }: Person): Promise<string> {
  return idOf(owner, `INSERT INTO session (token_hash, staff_id, method) VALUES ($1, $2, 'app')`, [
    createHash('sha256').update(randomUUID()).digest(),
    userId,
  ]);
}

function aPasskey(owner: pg.Client, { userId }: Person): Promise<string> {
  return idOf(
    owner,
    `INSERT INTO passkey (staff_id, name, credential_id, public_key, counter, transports) VALUES ($1, 'Invented key', $2, $3, 0, '{}')`,
    [userId, randomUUID(), Buffer.alloc(32, 1)],
  );
}
