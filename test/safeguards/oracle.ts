import type { World } from './world.js';

/** What may be done to a record, and whether this person may: said once more, in plain TypeScript, from the words of the design. */
export const acts = [
  'read case',
  'read note',
  'read referral',
  'read client',
  'read name',
  'read perpetrator',
  'write note',
  'change case',
  'add contact',
] as const;
export type Act = (typeof acts)[number];

export function allowed(
  world: World,
  staff: number,
  { act, referral }: { act: Act; referral: number },
): boolean {
  const about = world.referrals[referral];
  const person = world.staff[staff];
  if (!about || !person) throw new Error('There is no such thing in this world');
  if (person.role === 'admin') return false;
  const knows = new Knowledge(world, staff);
  const inTeam = (team: number | undefined) => team !== undefined && person.teams.includes(team);
  const opened = knows.opened(({ caseId }) => caseId === about.caseId);
  const sees = !knows.hidden(about.client) && !knows.sealedAway(about.client);
  const ofClient = inTeam(world.clients[about.client]?.team);
  const inCase = sees && (inTeam(about.caseTeam) || opened);
  const ofPerson = sees && (ofClient || knows.opened(({ client }) => client === about.client));
  const answers: Record<Act, () => boolean> = {
    'read case': () => inCase,
    'read note': () => inCase,
    'write note': () => inCase,
    'change case': () => sees && inTeam(about.caseTeam),
    'read referral': () => sees && (inTeam(about.team) || opened),
    'read client': () => ofPerson,
    'read name': () => ofPerson,
    'add contact': () => sees && ofClient,
    'read perpetrator': () =>
      knows.mayKnowOf(about.perpetrator) &&
      (inTeam(world.perpetrators[about.perpetrator]?.team) ||
        knows.opened(({ perpetrator }) => perpetrator === about.perpetrator)),
  };
  return answers[act]();
}

class Knowledge {
  constructor(
    private readonly world: World,
    private readonly staff: number,
  ) {}

  /** A client of whom this person may see nothing: they, or someone who stalks them, are too near to them. */
  hidden(client: number): boolean {
    const mine = this.world.exclusions.filter(({ staff, lifted }) => staff === this.staff && !lifted);
    return mine.some(({ of, which }) =>
      of === 'client'
        ? which === client
        : this.world.referrals.some((each) => each.client === client && each.perpetrator === which),
    );
  }

  sealedAway(client: number): boolean {
    const seal = this.world.seals.find((each) => each.client === client && !each.lifted);
    return seal !== undefined && !seal.named.includes(this.staff);
  }

  /** Somebody whom a client in plain sight names too is no secret; else they are as secret as whoever names them. */
  mayKnowOf(perpetrator: number): boolean {
    const { exclusions, referrals, seals } = this.world;
    const own = exclusions.some(
      ({ staff, of, which, lifted }) =>
        staff === this.staff && !lifted && of === 'perpetrator' && which === perpetrator,
    );
    const naming = referrals.filter((each) => each.perpetrator === perpetrator).map(({ client }) => client);
    if (own || (naming.length > 0 && naming.every((client) => this.hidden(client)))) return false;
    const sealed = (client: number) => seals.some((each) => each.client === client && !each.lifted);
    return !naming.every(sealed) || naming.some((client) => sealed(client) && !this.sealedAway(client));
  }

  opened(which: (about: World['referrals'][number]) => boolean): boolean {
    return this.world.grants.some(({ staff, referral, live }) => {
      const about = this.world.referrals[referral];
      return staff === this.staff && live && about !== undefined && which(about);
    });
  }
}
