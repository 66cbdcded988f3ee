import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { aFullCase, brokenGlass, keptFrom, sealedFor } from '../safeguards/guarded-records.js';
import type { TestApp } from '../support/app.js';
import { givenAReferral, type CaseIds } from '../support/given-cases.js';
import { givenAnAssessment, larkspurScreen } from '../support/given-risk.js';
import { alikeOf } from './alike.js';
import { countersOf } from './counters.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

/** A record for each thing it can be to a caseworker. */
export type Cases = Readonly<Record<Relation, Names>>;

export interface Made {
  readonly names: Names;
  readonly ids: CaseIds;
}

/**
 * What is hidden is hidden however near it is otherwise: the sealed case is of one's team, and the excluded one is one's own
 * and opened in an emergency besides. One's own is sealed for oneself, so that whom a seal names is seen to see it.
 */
export async function aCaseworkersRecords(house: TestApp, people: People, who: Person): Promise<Cases> {
  const { owner } = house.database;
  const { team, otherTeam, stranger, colleague, deputy, elsewhere } = people;
  let number = 0;
  const a = async (name: string, given: Parameters<typeof aFullCase>[1]) => {
    number += 1;
    const fullName = `Invented ${name}${who.role}`;
    const bornOn = `19${who.role === 'advocate' ? '6' : '7'}${String(number)}-01-01`;
    const phone = `07700 9${who.role === 'advocate' ? '6' : '7'}000${String(number)}`;
    const { names, ids } = await aFullCase(owner, { name: fullName, bornOn, phone, ...given });
    const all: Names = { ...names, fullName, bornOn, phone };
    return { ids, names: all };
  };
  const mine = { team, advocate: who };
  const made = {
    own: await a('Own', mine),
    team: await a('Team', { team, advocate: colleague }),
    over: await a('Over', { ...mine, closedOn: '2026-02-27' }),
    other_team: await a('Otherteam', { team: otherTeam, advocate: stranger }),
    other_service: await a('Otherservice', { team: elsewhere.team, advocate: elsewhere.person.advocate }),
    sealed: await a('Sealed', { team, advocate: colleague }),
    excluded: await a('Excluded', mine),
    glass: await a('Glass', { team: otherTeam, advocate: stranger }),
    glass_over: await a('Glassover', { team: otherTeam, advocate: stranger }),
  } satisfies Record<Relation, Made>;
  await sealedFor(owner, made.own.ids.clientId, [deputy, people.advocate, people.supervisor]);
  await sealedFor(owner, made.sealed.ids.clientId, [colleague, deputy]);
  const instrument = await larkspurScreen(owner);
  const safeguards = await safeguardsOf(owner, people, who, made);
  const alike = await alikeOf(owner, who, made);
  const counters = await countersOf(owner, people, made);
  return Object.fromEntries(
    await Promise.all(
      Object.entries(made).map(async ([relation, each]) => [
        relation,
        {
          ...each.names,
          ...(await referralOf(owner, people, { who, relation, referralId: each.names['referralId'] ?? '' })),
          ...safeguards[relation as Relation],
          ...alike[relation as Relation],
          ...counters[relation as Relation],
          instrument,
          ...(await memberOf(owner, each.names['agencyId'] ?? '', people.deputy)),
          ...(await seenOf(owner, each.names)),
        },
      ]),
    ),
  ) as Cases; // of the same keys
}

/** That somebody is of the agency that a case was shared with, as the deputy said; nobody has confirmed it. */
async function memberOf(owner: pg.Client, agencyId: string, by: Person): Promise<Names> {
  const { rows } = await owner.query<Names>(
    `WITH partner AS (INSERT INTO staff (organisation_id, role, display_name, email)
       SELECT organisation_id, 'partner', 'Demo Zinnia', gen_random_uuid() || '@demo.invalid' FROM agency WHERE id = $1 RETURNING id)
     INSERT INTO agency_member (staff_id, agency_id, named_by) SELECT id, $1, $2 FROM partner RETURNING id AS "memberId"`,
    [agencyId, by.userId],
  );
  return { ...rows[0] };
}

/** One's own and a colleague's referral wait to be decided, one that is over was declined and can be put right; of the rest it is the one that the case came from. */
async function referralOf(
  owner: pg.Client,
  people: People,
  { who, relation, referralId }: { who: Person; relation: string; referralId: string },
): Promise<Names> {
  if (relation === 'own' || relation === 'team') {
    const by = relation === 'own' ? who : people.colleague;
    const undecided = await givenAReferral(owner, { team: people.team, by, name: 'Invented Undecided' });
    if (relation === 'own')
      await sealedFor(owner, undecided.clientId, [people.deputy, people.advocate, people.supervisor]);
    referralId = undecided.referralId;
  }
  if (relation === 'over') {
    const given = {
      team: people.team,
      by: people.colleague,
      name: 'Invented Declined',
      state: 'declined',
    } as const;
    ({ referralId } = await givenAReferral(owner, given));
  }
  const { rows } = await owner.query<Names>(
    `SELECT r.id AS "referralId", r.version::text AS "referralVersion", m.id AS "referredMethodId", m.version::text AS "referredMethodVersion"
     FROM referral r JOIN contact_method m ON m.client_id = r.client_id WHERE r.id = $1`,
    [referralId],
  );
  return rows[0] ?? {};
}

/** What a supervisor is to judge: emergencies they were told of and exclusions of another line, and what of those is not theirs. */
async function safeguardsOf(
  owner: pg.Client,
  people: People,
  who: Person,
  made: Readonly<Record<Relation, Made>>,
): Promise<Partial<Record<Relation, Names>>> {
  const { outsider, stranger, colleague, deputy, supervisor, elsewhere } = people;
  const told = who.role === 'supervisor' ? who : supervisor;
  const glass = (relation: Relation, by: Person, to: Person) =>
    brokenGlass(owner, made[relation].ids, [by, to]);
  const exclusion = async (relation: Relation, of: Person) => {
    await keptFrom(owner, made[relation].ids.clientId, [of]);
    const { rows } = await owner.query<{ id: string }>(
      'SELECT id FROM exclusion WHERE client_id = $1 AND staff_id = $2',
      [made[relation].ids.clientId, of.userId],
    );
    return rows[0]?.id ?? '';
  };
  // A draft of theirs from when they worked in that team: to be read in an emergency, and not to go on with.
  const draft = { caseId: made.glass.ids.caseId, author: who, state: 'draft' } as const;
  const safeguards = {
    glass: { assessmentId: await givenAnAssessment(owner, draft) },
    own: { emergencyId: await glass('own', outsider, told), exclusionId: await exclusion('own', stranger) },
    over: {
      emergencyId: await glass('over', outsider, told),
      exclusionId: await exclusion('over', stranger),
    },
    other_team: {
      emergencyId: await glass('other_team', colleague, outsider),
      exclusionId: await exclusion('other_team', colleague),
    },
    other_service: {
      emergencyId: await glass('other_service', elsewhere.person.advocate, elsewhere.person.supervisor),
      exclusionId: await exclusion('other_service', elsewhere.person.supervisor),
    },
    sealed: {
      emergencyId: await glass('sealed', outsider, told),
      exclusionId: await exclusion('sealed', stranger),
    },
    excluded: {
      emergencyId: await glass('excluded', outsider, told),
      exclusionId: await exclusion('excluded', who),
    },
  };
  await owner.query(
    `UPDATE broken_glass SET decision = 'justified', decided_by = $2, decided_at = now() WHERE id = $1`,
    [safeguards.over.emergencyId, deputy.userId],
  );
  await owner.query('UPDATE exclusion SET lifted_by = $2, lifted_at = now() WHERE id = $1', [
    safeguards.over.exclusionId,
    outsider.userId,
  ]);
  await openedBy(owner, who, outsider, made);
  return safeguards;
}

/** The cases this caseworker opened in an emergency: one still open, one whose hours are over, and one they may never see. */
async function openedBy(
  owner: pg.Client,
  who: Person,
  told: Person,
  { glass, glass_over: over, excluded }: Readonly<Record<Relation, Made>>,
): Promise<void> {
  for (const { ids } of [glass, over, excluded]) await brokenGlass(owner, ids, [who, told]);
  await owner.query(
    `UPDATE broken_glass SET began_at = began_at - interval '5 hours', ends_at = ends_at - interval '5 hours'
     WHERE case_id = $1`,
    [over.ids.caseId],
  );
}

/** What whoever sees a case has of it besides its ids: its reference, and which version of each thing they saw. */
async function seenOf(
  owner: pg.Client,
  { caseId, orderId, breachId, methodId, assessmentId }: Names,
): Promise<Names> {
  const { rows } = await owner.query<Names>(
    `SELECT c.reference, c.version::text AS "caseVersion", i.version::text AS "clientVersion", o.version::text AS "orderVersion",
       b.version::text AS "breachVersion", m.version::text AS "methodVersion", a.version::text AS "assessmentVersion"
     FROM case_file c JOIN client i ON i.id = c.client_id JOIN protection_order o ON o.id = $2 JOIN breach b ON b.id = $3
       JOIN contact_method m ON m.id = $4 JOIN assessment a ON a.id = $5 WHERE c.id = $1`,
    [caseId, orderId, breachId, methodId, assessmentId],
  );
  return rows[0] ?? {};
}
