import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

/** A service with a second supervisor in each team and an advocate in the other, on Tuesday 3 March 2026 at ten. */
export interface SafeguardsDesk extends GivenService {
  readonly house: TestApp;
  readonly given: Given;
  /** A second supervisor of the team whose cases these are. */
  readonly deputy: Person;
  /** An advocate of the other team. */
  readonly stranger: Person;
  aCase(given?: { name?: string; phone?: string; bornOn?: string }): Promise<CaseIds & { reference: string }>;
  get(who: Person, path: string): Promise<Answer>;
  post(who: Person, path: string, fields: object): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly to: string;
}

export async function openSafeguardsDesk(): Promise<SafeguardsDesk> {
  const house = await startApp('2026-03-03T10:00:00Z');
  const { owner } = house.database;
  const service = await givenAService(house);
  const given = new Given(owner);
  const { organisation, team, otherTeam } = service;
  const answer = ({ status, text, headers }: { status: number; text: string; headers: unknown }): Answer => ({
    status,
    text: withoutTokens(text),
    to: (headers as Record<string, string | undefined>)['location'] ?? '', // supertest types headers as any
  });
  return {
    ...service,
    house,
    given,
    deputy: await given.staff('supervisor', organisation, { teams: [team], name: 'Demo Deputy' }),
    stranger: await given.staff('advocate', organisation, { teams: [otherTeam], name: 'Demo Stranger' }),
    aCase: async (about = {}) => {
      const ids = await givenACase(owner, { ...service, ...about });
      const row = await service.row('SELECT reference FROM case_file WHERE id = $1', ids.caseId);
      return { ...ids, reference: String(row?.['reference']) };
    },
    get: async (who, path) => answer(await (await house.as(who.userId)).get(path)),
    post: async (who, path, fields) =>
      answer(await (await house.as(who.userId)).post(path).type('form').send(fields)),
  };
}

/** A page without what its forms are sent back with, and without when the session ends: these differ every time it is shown. */
export function withoutTokens(text: string): string {
  return text
    .replaceAll(/(name="_(?:csrf|once)" value=")[^"]*/g, '$1')
    .replaceAll(/(data-ends-at="|You are signed in until )[^"<]*/g, '$1');
}
