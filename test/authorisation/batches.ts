import type { TestApp } from '../support/app.js';
import type { Person } from '../../src/kernel/actor.js';
import { aRow, batchDesk, sheet } from '../intake/batch-desk.js';
import { idOf } from '../support/given-people.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

/**
 * Sheets of referrals: one's own, checked; one's own, recorded; another supervisor's of the same team; and another service's. With each
 * that another, recorded, is to be taken back; of one's own, which one does not decide, and of one that was.
 */
export async function batchesOf(
  house: TestApp,
  { supervisor, deputy, elsewhere }: People,
): Promise<Readonly<Partial<Record<Relation, Names>>>> {
  const [mine, theirs, abroad] = [supervisor, deputy, elsewhere.person.supervisor].map((who) =>
    batchDesk(house, who),
  );
  if (!mine || !theirs || !abroad) throw new Error('There are three of them');
  const rows = (number: number) => sheet([aRow(number), aRow(number + 1, { DOB: '31/2/1990' })]);
  const named = ({ id, version }: { id: string; version: number }) => ({
    batchId: id,
    batchVersion: String(version),
  });
  /** Asked of whoever else is a supervisor of its team. */
  const asked = async ({ id }: { id: string }, by: Person) => ({
    undoingId: await idOf(
      house.database.owner,
      'INSERT INTO referral_batch_undoing (organisation_id, batch_id, proposed_by) VALUES ($1, $2, $3)',
      [by.organisationId, id, by.userId],
    ),
  });
  const { person } = elsewhere;
  const over = await mine.recorded(rows(9_300));
  const refused = await asked(over, deputy);
  await house.database.owner.query(
    `UPDATE referral_batch_undoing SET decision = 'refused', decided_by = $2, decided_at = now() WHERE id = $1`,
    [refused.undoingId, supervisor.userId],
  );
  return {
    own: {
      ...named(await mine.checked(rows(9_100))),
      ...(await asked(await mine.recorded(rows(9_500)), supervisor)),
    },
    team: {
      ...named(await theirs.checked(rows(9_200))),
      ...(await asked(await theirs.recorded(rows(9_600)), deputy)),
    },
    over: { ...named(over), ...refused },
    other_service: {
      ...named(await abroad.checked(rows(9_400))),
      ...(await asked(await abroad.recorded(rows(9_700)), person.supervisor)),
    },
  };
}
