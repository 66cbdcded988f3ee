import type { Person } from '../../src/kernel/actor.js';
import { seal } from '../../src/platform/sealing/sealing.js';
import { shareCopyItem } from '../../src/sharing/copy.sealed.js';
import type { TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase } from '../support/given-cases.js';
import { idOf } from '../support/given-people.js';
import { givenAnAgency } from '../support/given-sharing.js';
import { sealing } from '../support/sealing.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

/**
 * What a partner may look at: `own` is theirs; `team` is for a colleague of their agency, `over` has ended, `other_team` is of another
 * team's case, and `other_service` another service's partner's; `sealed` is of a record that was sealed since.
 */
export async function viewsOf(
  house: TestApp,
  people: People,
): Promise<Readonly<Partial<Record<Relation, Names>>>> {
  const { owner } = house.database;
  const { elsewhere } = people;
  const { partner } = people.person;
  const agencyId = await givenAnAgency(owner, people.supervisor, { name: 'Invented partner agency' });
  const theirs = await givenAnAgency(owner, elsewhere.person.supervisor, {
    name: 'Invented agency elsewhere',
  });
  const colleague = await new Given(owner).staff('partner', people.organisation, { name: 'Demo Second' });
  const member = (who: Person, of: string, by: Person) =>
    owner.query(
      'INSERT INTO agency_member (staff_id, agency_id, named_by, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, now())',
      [who.userId, of, by.userId, who.userId],
    );
  await member(partner, agencyId, people.supervisor);
  await member(colleague, agencyId, people.supervisor);
  await member(elsewhere.person.partner, theirs, elsewhere.person.supervisor);
  const here = { by: people.advocate, team: people.team, agencyId };
  const there = { by: elsewhere.person.advocate, team: elsewhere.team, agencyId: theirs };
  const stranger = { by: people.stranger, team: people.otherTeam, agencyId };
  const [own, over, sealed] = [
    await aView(house, here, partner),
    await aView(house, here, partner),
    await aView(house, here, partner),
  ];
  await owner.query(`UPDATE share SET ended_at = now(), ended_because = 'revoked' WHERE id = $1`, [
    over.shareId,
  ]);
  await owner.query(
    'UPDATE case_file SET sealed = true WHERE id = (SELECT case_id FROM share WHERE id = $1)',
    [sealed.shareId],
  );
  return {
    own,
    over,
    sealed,
    team: await aView(house, here, colleague),
    other_team: await aView(house, stranger, partner),
    other_service: await aView(house, there, elsewhere.person.partner),
  };
}

/** Something of a new case that a partner may look at for the rest of the real day. */
async function aView(
  { database: { owner } }: TestApp,
  { by, team, agencyId }: { by: Person; team: string; agencyId: string },
  partner: Person,
): Promise<{ shareId: string }> {
  const { caseId } = await givenACase(owner, { team, advocate: by });
  const today = `(now() AT TIME ZONE 'Europe/London')::date`;
  const overrideId = await idOf(
    owner,
    `INSERT INTO share_override (case_id, agency_id, basis, made_by, made_on) VALUES ($1, $2, 'safeguarding', $3, ${today})`,
    [caseId, agencyId, by.userId],
  );
  const shareId = await idOf(
    owner,
    `INSERT INTO share (case_id, agency_id, items, way, share_override_id, until_on, shared_by, shared_on)
     VALUES ($1, $2, '{risk}', 'view', $3, ${today} + 1, $4, ${today})`,
    [caseId, agencyId, overrideId, by.userId],
  );
  await owner.query('INSERT INTO share_copy (share_id, partner_id) VALUES ($1, $2)', [
    shareId,
    partner.userId,
  ]);
  const tx = sealing(owner, by.organisationId);
  const place = { of: shareCopyItem, row: overrideId, keyId: shareId };
  const { words } = await seal(tx, place, { words: 'Invented.' });
  await owner.query(`INSERT INTO share_copy_item (id, share_id, item, words) VALUES ($1, $2, 'risk', $3)`, [
    ...[overrideId, shareId, words],
  ]);
  return { shareId };
}
