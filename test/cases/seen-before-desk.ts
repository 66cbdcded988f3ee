import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from '../safeguards/safeguards-desk.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';

type Referenced = CaseIds & { readonly reference: string };

/** A service of two teams, each with cases of perpetrators whom the other may know. */
export interface SeenBeforeDesk extends SafeguardsDesk {
  aCaseOf(advocate: Person, team: string): Promise<Referenced>;
  ours(): Promise<Referenced>;
  theirs(): Promise<Referenced>;
  /** Says who the perpetrator of a case is. */
  named(who: Person, kase: CaseIds, fullName: string): Promise<void>;
  /** Whether the page of a case says that its perpetrator was seen before. */
  told(who: Person, kase: CaseIds): Promise<boolean>;
  /** A case of each team with one perpetrator, theirs entered first. */
  both(): Promise<{ own: Referenced; other: Referenced; name: string }>;
}

/** To whoever cannot look themselves, and to supervisors. */
export const words = 'The perpetrator was seen before: ask your supervisor.';
const toSupervisors = 'The perpetrator was seen before.</strong>';

const firsts = ['Arnold', 'Beatrix', 'Cuthbert', 'Dorothea', 'Ephraim', 'Florence', 'Gilbert'];
const lasts = [
  ...['Hemlock', 'Foxglove', 'Wolfsbane', 'Oleander', 'Mandrake'],
  ...['Ragwort', 'Spindle', 'Laburnum', 'Darnel'],
];
let turn = 0;

/** A name that nobody was given before, and nobody's sounds like. */
export function aName(): string {
  turn += 1;
  return `${firsts[turn % firsts.length] ?? ''} ${lasts[turn % lasts.length] ?? ''}`;
}

export async function openSeenBeforeDesk(): Promise<SeenBeforeDesk> {
  const desk = await openSafeguardsDesk();
  const aCaseOf = async (advocate: Person, team: string) => {
    const ids = await givenACase(desk.house.database.owner, { ...desk, advocate, team });
    const row = await desk.row('SELECT reference FROM case_file WHERE id = $1', ids.caseId);
    return { ...ids, reference: String(row?.['reference']) };
  };
  const ours = () => aCaseOf(desk.advocate, desk.team);
  const theirs = () => aCaseOf(desk.stranger, desk.otherTeam);
  const named = async (who: Person, { caseId, perpetratorId }: CaseIds, fullName: string) => {
    const row = await desk.row('SELECT version FROM perpetrator WHERE id = $1', perpetratorId);
    const fields = { fullName, version: row?.['version'] };
    expect((await desk.post(who, `/cases/${caseId}/perpetrator`, fields)).status).toBe(303);
  };
  return {
    ...desk,
    ...{ aCaseOf, ours, theirs, named },
    told: async (who, { caseId }) => {
      const { text } = await desk.get(who, `/cases/${caseId}`);
      return text.includes(words) || text.includes(toSupervisors);
    },
    both: async () => {
      const [own, other] = [await ours(), await theirs()];
      const name = aName();
      await named(desk.stranger, other, name);
      await named(desk.advocate, own, name);
      return { own, other, name };
    },
  };
}
