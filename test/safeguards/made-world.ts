import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { teams, type World } from './world.js';

/** Puts a world into the database, inside the transaction there is, and answers with its organisation. */
export async function make(owner: pg.Client, world: World): Promise<string> {
  const organisation = randomUUID();
  const team = Array.from({ length: teams }, () => randomUUID());
  const at = { organisation_id: organisation };
  const insert = (table: string, rows: readonly Record<string, unknown>[]) => insertAll(owner, table, rows);
  const staffOf = (place: number) => world.staff[place]?.id;
  const clientOf = (place: number) => world.clients[place]?.id;

  const name = 'Invented';
  await insert('organisation', [
    { id: organisation, name, kind: 'advocacy_service', active_from: '2018-04-01' },
  ]);
  await insert(
    'team',
    team.map((each) => ({ ...at, id: each, name })),
  );
  const accounts = world.staff.map(({ id: staff, role }) => ({ id: staff, role, display_name: name }));
  await insert(
    'staff',
    accounts.map((each) => ({ ...at, ...each, email: `${each.id}@demo.invalid` })),
  );
  const members = world.staff.flatMap((each) =>
    each.teams.map((of) => ({ team_id: team[of], staff_id: each.id })),
  );
  await insert('team_member', members);
  const records = {
    ...at,
    police_area: 'E23000033',
    relationship: 'family',
    cyber_element: 'no',
    age_at_referral: 34,
  };
  await insert(
    'client',
    world.clients.map((each) => ({ ...at, id: each.id, team_id: team[each.team], sex: 'female' })),
  );
  await insert(
    'client_identity',
    world.clients.map((each) => ({ client_id: each.id, full_name: name })),
  );
  await insert(
    'perpetrator',
    world.perpetrators.map((each) => ({ ...at, id: each.id, team_id: team[each.team] })),
  );
  const about = world.referrals.map((each) => ({
    ...each,
    people: { client_id: clientOf(each.client), perpetrator_id: world.perpetrators[each.perpetrator]?.id },
  }));
  await insert(
    'case_file',
    about.map(({ caseId, caseTeam, people: who }) => ({
      ...{ ...records, ...who, id: caseId, team_id: team[caseTeam], reference: caseId },
      ...{ advocate_id: staffOf(0), opened_on: '2026-02-02' },
    })),
  );
  await insert(
    'case_note',
    about.map(({ caseId }) => ({ case_id: caseId, kind: 'client', written_by: staffOf(0) })),
  );
  const decided = {
    state: 'accepted',
    decision: 'accept',
    decided_at: '2026-02-02T10:00:00Z',
    decided_by: staffOf(0),
  };
  await insert(
    'referral',
    about.map(({ id: referral, caseId, team: of, people: who }) => ({
      ...{
        ...records,
        ...who,
        ...decided,
        id: referral,
        case_id: caseId,
        team_id: team[of],
        reference: referral,
      },
      ...{
        received_at: decided.decided_at,
        recorded_by: staffOf(0),
        source: 'police',
        reported_to_police: 'no',
      },
    })),
  );
  await sayWhoMaySee(insert, world, { organisation, staffOf, clientOf });
  return organisation;
}

type Insert = (table: string, rows: readonly Record<string, unknown>[]) => Promise<void>;
interface Ids {
  readonly organisation: string;
  readonly staffOf: (place: number) => string | undefined;
  readonly clientOf: (place: number) => string | undefined;
}

async function sayWhoMaySee(
  insert: Insert,
  world: World,
  { organisation, staffOf, clientOf }: Ids,
): Promise<void> {
  const at = { organisation_id: organisation };
  const lifting = (lifted: boolean) => ({
    lifted_by: lifted ? staffOf(0) : null,
    lifted_at: lifted ? '2026-03-03T10:00:00Z' : null,
  });
  await insert(
    'exclusion',
    world.exclusions.map(({ staff, of, which, lifted }) => ({
      ...{ ...at, staff_id: staffOf(staff), why: 'declared', ...lifting(lifted) },
      client_id: of === 'client' ? clientOf(which) : null,
      perpetrator_id: of === 'perpetrator' ? world.perpetrators[which]?.id : null,
    })),
  );
  for (const { client, named, lifted } of world.seals) {
    const seal = randomUUID();
    const made = { ...at, id: seal, client_id: clientOf(client), why: 'other', sealed_by: staffOf(0) };
    await insert('seal', [{ ...made, ...lifting(lifted) }]);
    await insert(
      'seal_member',
      named.map((each) => ({ seal_id: seal, staff_id: staffOf(each) })),
    );
  }
  await insert(
    'broken_glass',
    world.grants.map(({ staff, referral, live }) => ({
      ...{ ...at, staff_id: staffOf(staff), case_id: world.referrals[referral]?.caseId, why: 'cover' },
      ...{ client_id: clientOf(world.referrals[referral]?.client ?? 0), review_due_on: '2026-02-04' },
      ...(live
        ? { began_at: 'now', ends_at: 'tomorrow' }
        : { began_at: '2026-02-02T10:00:00Z', ends_at: '2026-02-02T14:00:00Z' }),
    })),
  );
}

async function insertAll(
  owner: pg.Client,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  if (columns === '') return;
  await owner.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
