import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

/** A small service, drawn at random: who works in which teams, whose records there are, and what was said about who may see them. */
export interface World {
  readonly staff: readonly { id: string; role: string; teams: readonly number[] }[];
  readonly clients: readonly { id: string; team: number }[];
  readonly perpetrators: readonly { id: string; team: number }[];
  /** Each with the case it opened, which names the same people in a team of its own. */
  readonly referrals: readonly {
    id: string;
    caseId: string;
    client: number;
    perpetrator: number;
    team: number;
    caseTeam: number;
  }[];
  readonly exclusions: readonly {
    staff: number;
    of: 'client' | 'perpetrator';
    which: number;
    lifted: boolean;
  }[];
  readonly seals: readonly { client: number; named: readonly number[]; lifted: boolean }[];
  readonly grants: readonly { staff: number; referral: number; live: boolean }[];
}

/** How many teams a world has. */
export const teams = 3;
const [people, clients, perpetrators, referrals] = [5, 4, 3, 6];
const below = (limit: number) => fc.nat({ max: limit - 1 });
const seldom = fc.nat({ max: 4 }).map((drawn) => drawn === 0);
/** UUIDs are the world's own: drawn afresh, so that no two worlds meet. */
const id = fc.constant(null).map(() => randomUUID());

export const worlds: fc.Arbitrary<World> = fc.record({
  staff: fc.array(
    fc.record({
      id,
      role: fc.constantFrom('advocate', 'advocate', 'supervisor', 'supervisor', 'admin'),
      teams: fc.uniqueArray(below(teams), { minLength: 1, maxLength: 2 }),
    }),
    { minLength: people, maxLength: people },
  ),
  clients: fc.array(fc.record({ id, team: below(teams) }), { minLength: clients, maxLength: clients }),
  perpetrators: fc.array(fc.record({ id, team: below(teams) }), {
    minLength: perpetrators,
    maxLength: perpetrators,
  }),
  referrals: fc.array(
    fc.record({
      id,
      caseId: id,
      client: below(clients),
      perpetrator: below(perpetrators),
      team: below(teams),
      caseTeam: below(teams),
    }),
    { minLength: referrals, maxLength: referrals },
  ),
  exclusions: fc.uniqueArray(
    fc.record({
      staff: below(people),
      of: fc.constantFrom('client' as const, 'perpetrator' as const),
      which: below(perpetrators),
      lifted: seldom,
    }),
    { maxLength: 4, selector: ({ staff, of, which }) => [staff, of, which].join() },
  ),
  seals: fc.uniqueArray(
    fc.record({
      client: below(clients),
      named: fc.uniqueArray(below(people), { minLength: 1, maxLength: 3 }),
      lifted: seldom,
    }),
    { maxLength: 3, selector: ({ client }) => client },
  ),
  grants: fc.uniqueArray(
    fc.record({ staff: below(people), referral: below(referrals), live: seldom.map((never) => !never) }),
    { maxLength: 4, selector: ({ staff, referral }) => [staff, referral].join() },
  ),
});
