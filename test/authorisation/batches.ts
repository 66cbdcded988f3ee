import type { TestApp } from '../support/app.js';
import { aRow, batchDesk, sheet } from '../intake/batch-desk.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

/** Sheets of referrals: one's own, checked; one's own, recorded; another supervisor's of the same team; and another service's. */
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
  return {
    own: named(await mine.checked(rows(9_100))),
    team: named(await theirs.checked(rows(9_200))),
    over: named(await mine.recorded(rows(9_300))),
    other_service: named(await abroad.checked(rows(9_400))),
  };
}
