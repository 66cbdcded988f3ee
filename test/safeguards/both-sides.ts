import type { Person } from '../../src/kernel/actor.js';
import { considerations } from '../../src/safeguards/counter-allegation.codes.js';
import { aReferralForm } from '../support/referral-forms.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** Each of the two refers themself, or is referred, and names the other. */
export const vetch = {
  fullName: 'Demo Vetch',
  bornOn: '1988-08-08',
  value: '07700 900881',
  perpetratorName: 'Demo Sorrel',
};
export const sorrel = {
  fullName: 'Demo Sorrel',
  bornOn: '1987-07-07',
  value: '07700 900772',
  perpetratorName: 'Demo Vetch',
};

export interface Referred {
  readonly id: string;
  readonly clientId: string;
  readonly path: string;
}

interface Said {
  readonly status: number;
  readonly body: { readonly type?: string; readonly caseId?: string };
}

export type BothSides = SafeguardsDesk & ReturnType<typeof waysOf>;

export async function openBothSides(): Promise<BothSides> {
  const desk = await openSafeguardsDesk();
  return { ...desk, ...waysOf(desk) };
}

/** How the two come to the service, by the API, and what each who works there sees of them. */
function waysOf(desk: SafeguardsDesk) {
  const refer = async (who: Person, facts: object): Promise<Referred> => {
    const agent = await desk.house.as(who.userId);
    const answer = await agent.post('/api/v1/referrals').send(aReferralForm({ ...facts }));
    expect([answer.status, answer.body]).toEqual([201, answer.body]);
    const id = String(answer.body.id);
    const row = await desk.row('SELECT client_id AS id FROM referral WHERE id = $1', id);
    return { id, clientId: String(row?.['id']), path: `/api/v1/referrals/${id}` };
  };
  const decide = async (by: Person, { id }: Referred, advocateId: string): Promise<Said> => {
    const version = (await desk.row('SELECT version FROM referral WHERE id = $1', id))?.['version'];
    const agent = await desk.house.as(by.userId);
    return agent.post(`/api/v1/referrals/${id}/decision`).send({ decision: 'accept', advocateId, version });
  };
  const statusOf = async (who: Person, path: string) =>
    (await (await desk.house.as(who.userId)).get(path)).status;
  const sees = async (who: Person, path: string) => {
    expect([path, await statusOf(who, path)]).toEqual([path, 200]);
  };
  const seesNothing = async (who: Person, path: string) => {
    expect([path, await statusOf(who, path)]).toEqual([path, 404]);
  };
  /** The first is accepted and with the advocate; a colleague, who sees that, types the second an hour later. */
  const bothSides = async (first: object = vetch, second: object = sorrel) => {
    const a = await refer(desk.advocate, first);
    const caseId = String((await decide(desk.supervisor, a, desk.advocate.userId)).body.caseId);
    const casePath = `/api/v1/cases/${caseId}`;
    await sees(desk.colleague, casePath);
    desk.house.clock.set('2026-03-03T11:00:00Z');
    return { a, caseId, casePath, b: await refer(desk.colleague, second) };
  };
  const found = async () => (await desk.row('SELECT id, found_by, outcome FROM counter_allegation')) ?? null;
  const judge = async (by: Person, facts: object = {}) => {
    const agent = await desk.house.as(by.userId);
    const { id, version } = (await desk.row('SELECT id, version FROM counter_allegation')) ?? {};
    const answers = Object.fromEntries(considerations.map(({ code }) => [code, 'both']));
    const words = { account: 'Invented.', reason: 'Invented.' };
    const said = { considerations: answers, outcome: 'both_stand', ...words, version };
    return agent.post(`/api/v1/counter-allegations/${String(id)}/decisions`).send({ ...said, ...facts });
  };
  return { refer, decide, statusOf, sees, seesNothing, bothSides, found, judge };
}
