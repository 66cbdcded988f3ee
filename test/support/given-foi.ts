import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import type { TestApp } from './app.js';
import { Given } from './given.js';
import { sharedCases } from './shared.js';

/** A commissioner with two FOI officers, a service it funds in Sussex, and another commissioner with an officer. */
export interface GivenAuthority {
  readonly commissioner: string;
  readonly service: string;
  readonly officer: Person;
  readonly colleague: Person;
  readonly elsewhere: Person;
}

export const area = 'E23000033';

export async function givenAnAuthority({ database }: Pick<TestApp, 'database'>): Promise<GivenAuthority> {
  const given = new Given(database.owner);
  const commissioner = await given.organisation('commissioner', 'Invented Commissioner for Sussex');
  const service = await given.organisation('advocacy_service', 'Demo Harebell Advocacy');
  const other = await given.organisation('commissioner', 'Invented Commissioner for Elsewhere');
  await given.contract(commissioner, service, [area]);
  return {
    commissioner,
    service,
    officer: await given.staff('foi_officer', commissioner, { name: 'Demo Officer Avens' }),
    colleague: await given.staff('foi_officer', commissioner, { name: 'Demo Officer Betony' }),
    elsewhere: await given.staff('foi_officer', other, { name: 'Demo Officer Comfrey' }),
  };
}

/** Figures as they are printed: a family, the cell without its area, and what each quarter has. */
export interface Printed {
  readonly family: string;
  readonly cell: readonly string[];
  readonly quarters: Readonly<Record<string, number>>;
}

/** Every quarter from April 2018 frozen, the last of them the one named, with these counts printed in Sussex and no others. */
export async function givenFrozen(
  owner: pg.Client,
  service: string,
  { upTo, printed }: { upTo: string; printed: readonly Printed[] },
): Promise<void> {
  for (const quarter of quartersUpTo(upTo)) {
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO snapshot (service_id, quarter, cut_off_at, frozen_at, policy_version, hash, attacked_counts)
       SELECT $1, $2, at, at, 'R-1', repeat('0', 64), 1
       FROM (SELECT (make_date(substr($2, 1, 4)::int, 4, 1) + make_interval(months => 3 * substr($2, 7)::int, days => 10)) AT TIME ZONE 'Europe/London' AS at) t
       RETURNING id`,
      [service, quarter],
    );
    for (const { family, cell, quarters } of printed) {
      const rounded = quarters[quarter];
      if (rounded === undefined) continue;
      await owner.query(
        'INSERT INTO frozen_cell (snapshot_id, family, quarter, cell, exact, rounded) VALUES ($1, $2, $3, $4, $5, $5)',
        [rows[0]?.id, family, quarter, [area, ...cell], rounded],
      );
    }
  }
}

function quartersUpTo(last: string): string[] {
  const years = Array.from({ length: 20 }, (_, year) => 2018 + year);
  const all = years.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${String(year)}-Q${String(quarter)}`));
  return all.filter((quarter) => quarter <= last);
}

interface RealLetter {
  readonly id: string;
  readonly received: string;
  readonly text: string;
}

/** A letter of the kind real authorities are sent, by its id in the shared collection. */
export function realLetter(id: string): RealLetter {
  const { requests } = sharedCases('foi/requests.json') as { requests: RealLetter[] };
  const found = requests.find((each) => each.id === id);
  if (!found) throw new Error(`No such letter: ${id}`);
  return found;
}
