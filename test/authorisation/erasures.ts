import type { Person } from '../../src/kernel/actor.js';
import { keptFrom, sealedFor } from '../safeguards/guarded-records.js';
import type { TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { idOf } from '../support/given-people.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

/**
 * Erasures of clients whose cases are closed, so that nothing but who asks stands in the way: `own` the supervisor proposed, of a
 * client sealed for them; `team` another of their team did; `over` is decided. What is hidden waits too.
 */
export async function erasuresOf(
  { database: { owner } }: TestApp,
  people: People,
): Promise<Readonly<Partial<Record<Relation, Names>>>> {
  const { team, otherTeam, supervisor, colleague, deputy, outsider, stranger, elsewhere } = people;
  const here = { team, advocate: colleague };
  const proposed = async (by: Person, place = here) => {
    const given = { ...place, name: 'Invented Forgotten', closedOn: '2026-02-27' };
    const { clientId } = await givenACase(owner, given);
    const erasureId = await idOf(
      owner,
      `INSERT INTO erasure (organisation_id, client_id, why, proposed_by) VALUES ($1, $2, 'client_asked', $3)`,
      [by.organisationId, clientId, by.userId],
    );
    return { clientId, names: { erasureId } };
  };
  const [own, over] = [await proposed(supervisor), await proposed(deputy)];
  const [sealed, excluded] = [await proposed(deputy), await proposed(deputy)];
  const there = { team: elsewhere.team, advocate: elsewhere.person.advocate };
  await sealedFor(owner, own.clientId, [deputy, supervisor]);
  await sealedFor(owner, sealed.clientId, [colleague, deputy]);
  await keptFrom(owner, excluded.clientId, [supervisor]);
  await owner.query(
    `UPDATE erasure SET decision = 'refused', decided_by = proposed_by, decided_at = now() WHERE id = $1`,
    [over.names.erasureId],
  );
  return {
    own: own.names,
    team: (await proposed(deputy)).names,
    over: over.names,
    other_team: (await proposed(outsider, { team: otherTeam, advocate: stranger })).names,
    other_service: (await proposed(elsewhere.person.supervisor, there)).names,
    sealed: sealed.names,
    excluded: excluded.names,
  };
}
