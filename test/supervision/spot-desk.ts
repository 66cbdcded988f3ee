import type { Person } from '../../src/kernel/actor.js';
import { Given } from '../support/given.js';
import { givenACase, type CaseGiven, type CaseIds } from '../support/given-cases.js';
import { givenAnOrder } from '../support/given-orders.js';
import { openSendingDesk, type SendingDesk } from '../support/sending-desk.js';

export interface Spotted {
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly { href: string; reference: string; caseId: string | null; title: string | null }[];
}

/** A service with a second supervisor, who looks at the board of blind spots on Thursday 5 March 2026 at ten. */
export interface SpotDesk extends SendingDesk {
  readonly given: Given;
  readonly deputy: Person;
  get(who: Person, path: string): Promise<{ status: number; text: string; body: unknown }>;
  /** How many there are in each, to a supervisor unless told otherwise. */
  board(who?: Person): Promise<Record<string, number>>;
  list(spot: string, query?: string, who?: Person): Promise<Spotted>;
  hrefs(spot: string): Promise<string[]>;
  /** Assessed, reached and to be reviewed later: in no blind spot. */
  aQuietCase(given?: Partial<CaseGiven>): Promise<CaseIds>;
  spoken(kase: CaseIds, on: string): Promise<void>;
  /** Not served, so that nobody waits for name and address. */
  anOrder(kase: CaseIds, expiresOn?: string): Promise<string>;
  recheck(kase: CaseIds, on: string): Promise<void>;
  aDanger(kase: CaseIds, over?: 'over'): Promise<void>;
}

export async function openSpotDesk(): Promise<SpotDesk> {
  const desk = await openSendingDesk();
  const { owner } = desk.house.database;
  const given = new Given(owner);
  const get = async (who: Person, path: string) => (await desk.house.as(who.userId)).get(path);
  const list = async (spot: string, query = '', who: Person = desk.supervisor) =>
    (await get(who, `/api/v1/blind-spots/${spot}${query}`)).body as Spotted;
  const spoken = async ({ caseId }: CaseIds, on: string) => {
    await owner.query(
      `INSERT INTO contact_attempt (case_id, at, channel, outcome, recorded_by)
       VALUES ($1, $2::date + time '10:00' AT TIME ZONE 'UTC', 'phone', 'spoke_to_client', $3)`,
      [caseId, on, desk.advocate.userId],
    );
  };
  return {
    ...desk,
    given,
    deputy: await given.staff('supervisor', desk.organisation, { teams: [desk.team], name: 'Demo Deputy' }),
    get,
    list,
    spoken,
    board: async (who = desk.supervisor) => {
      const { spots } = (await get(who, '/api/v1/blind-spots')).body as {
        spots: { spot: string; total: number }[];
      };
      return Object.fromEntries(spots.map(({ spot, total }) => [spot, total]));
    },
    hrefs: async (spot) => (await list(spot)).rows.map(({ href }) => href),
    aQuietCase: async (facts = {}) => {
      const kase = await givenACase(owner, { ...desk, riskBand: 'standard', ...facts });
      await spoken(kase, '2026-03-04');
      return kase;
    },
    anOrder: ({ caseId }, expiresOn = '2028-02-09') =>
      givenAnOrder(owner, {
        ...{ caseId, by: desk.advocate, appliedOn: '2024-01-02', madeOn: '2024-02-10', expiresOn },
        ...{ servedOn: null, notificationDueOn: null },
      }),
    recheck: async ({ clientId }, on) => {
      await owner.query('UPDATE contact_method SET recheck_on = $2 WHERE client_id = $1', [clientId, on]);
    },
    aDanger: async ({ caseId }, over) => {
      const ended = over === undefined ? [null, null] : ['2026-03-05T09:55:00Z', 'no_danger'];
      await owner.query(
        `INSERT INTO danger (case_id, began_at, began_by, ended_at, ended_by, decision)
         VALUES ($1, '2026-03-05T09:50:00Z', $2, $3, CASE WHEN $3::timestamptz IS NULL THEN NULL ELSE $2::uuid END, $4)`,
        [caseId, desk.advocate.userId, ...ended],
      );
    },
  };
}
