import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from './app.js';
import { Given } from './given.js';

/** An administrator of a service with one team, on Tuesday 3 March 2026 at ten. */
export interface AdminDesk {
  readonly house: TestApp;
  readonly given: Given;
  readonly organisation: string;
  readonly team: string;
  readonly admin: Person;
  /** The administrator's browser, newly signed in. */
  asAdmin(): ReturnType<TestApp['as']>;
  /** What was done to someone or something, oldest first. */
  historyOf(id: string): Promise<string[]>;
}

export async function openAdminDesk(): Promise<AdminDesk> {
  const house = await startApp('2026-03-03T10:00:00Z');
  const given = new Given(house.database.owner);
  const organisation = await given.organisation();
  const team = await given.team(organisation);
  const admin = await given.staff('admin', organisation, { name: 'Demo Administrator' });
  return {
    house,
    given,
    organisation,
    team,
    admin,
    asAdmin: () => house.as(admin.userId),
    historyOf: async (id) => {
      const { rows } = await house.database.owner.query<{ did: string }>(
        'SELECT did FROM event WHERE record_id = $1 ORDER BY id',
        [id],
      );
      return rows.map(({ did }) => did);
    },
  };
}
