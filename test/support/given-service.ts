import type { Person } from '../../src/kernel/actor.js';
import type { TestApp } from './app.js';
import { Given } from './given.js';

/** A service with one team, two advocates and a supervisor in it, and another team with a supervisor of its own. */
export interface GivenService {
  readonly organisation: string;
  readonly team: string;
  readonly otherTeam: string;
  readonly advocate: Person;
  readonly colleague: Person;
  readonly supervisor: Person;
  /** Works in the same service and in the other team: to them nothing of the first team exists. */
  readonly outsider: Person;
  /** The first row of a query made behind the program's back. */
  row(sql: string, ...values: unknown[]): Promise<Record<string, unknown> | undefined>;
}

export async function givenAService({ database }: TestApp): Promise<GivenService> {
  const given = new Given(database.owner);
  const organisation = await given.organisation();
  const [team, otherTeam] = [
    await given.team(organisation),
    await given.team(organisation, 'Demo other team'),
  ];
  return {
    organisation,
    team,
    otherTeam,
    advocate: await given.staff('advocate', organisation, { teams: [team], name: 'Demo Campion' }),
    colleague: await given.staff('advocate', organisation, { teams: [team], name: 'Demo Teasel' }),
    supervisor: await given.staff('supervisor', organisation, { teams: [team], name: 'Demo Yarrow' }),
    outsider: await given.staff('supervisor', organisation, { teams: [otherTeam], name: 'Demo Outsider' }),
    row: async (sql, ...values) => (await database.owner.query<Record<string, unknown>>(sql, values)).rows[0],
  };
}
