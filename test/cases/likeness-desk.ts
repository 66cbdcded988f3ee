import type { Person } from '../../src/kernel/actor.js';
import type { CaseIds } from '../support/given-cases.js';
import { openSafeguardsDesk, type Answer, type SafeguardsDesk } from '../safeguards/safeguards-desk.js';

type Referenced = CaseIds & { readonly reference: string };

/** Two cases that may be of one person. */
export interface Two {
  readonly kase: Referenced;
  readonly other: Referenced;
}

/** A service in which records may be of one person. */
export interface LikenessDesk extends SafeguardsDesk {
  /** Two cases whose clients have the same name and date of birth, and nothing else that anybody else has. */
  twoAlike(): Promise<Two>;
  /** Their page, in the first of the two cases. */
  at(two: Two): string;
  toldApart(two: Two): Promise<Answer>;
  merged(two: Two): Promise<Answer>;
  unmerged(two: Two, by?: Person): Promise<Answer>;
  /** What the API says to the advocate of the other record. */
  verdictOf(two: Two): Promise<Verdict | undefined>;
  /** What somebody who opens a case is answered. */
  opened(who: Person, caseId: string): Promise<number>;
}

interface Verdict {
  readonly id: string;
  readonly verdict: string | null;
}

export const reason = 'Invented: the same person came to the desk with both letters.';
const surnames = ['Ashdown', 'Birchall', 'Cotterdale', 'Dunmore', 'Elverhurst', 'Fenwick', 'Garsdale'];

export async function openLikenessDesk(): Promise<LikenessDesk> {
  const desk = await openSafeguardsDesk();
  let pairs = 0;
  const at = ({ kase }: Two) => `/cases/${kase.caseId}/likenesses`;
  const other = (two: Two) => `${at(two)}/${two.other.clientId}`;
  return {
    ...desk,
    at,
    twoAlike: async () => {
      const name = `Invented ${surnames[pairs % surnames.length] ?? ''}`;
      const number = (of: number) => `07700 900${String(200 + pairs * 2 + of)}`;
      const bornOn = `19${String(60 + pairs)}-05-17`;
      pairs += 1;
      return {
        kase: await desk.aCase({ name, bornOn, phone: number(0) }),
        other: await desk.aCase({ name, bornOn, phone: number(1) }),
      };
    },
    toldApart: (two) => desk.post(desk.advocate, `${other(two)}/difference`, {}),
    merged: (two) => desk.post(desk.supervisor, `${other(two)}/merge`, { reason }),
    unmerged: (two, by = desk.supervisor) => desk.post(by, `${other(two)}/unmerging`, { reason }),
    verdictOf: async (two) => {
      const browser = await desk.house.as(desk.advocate.userId);
      const answer = await browser.get(`/api/v1${at(two)}`).expect(200);
      const rows = answer.body.likenesses as Verdict[]; // as its class says
      return rows.find(({ id }) => id === two.other.clientId);
    },
    opened: async (who, caseId) => (await desk.get(who, `/cases/${caseId}`)).status,
  };
}
