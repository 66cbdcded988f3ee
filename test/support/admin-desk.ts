import type { Response } from 'supertest';
import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from './app.js';
import { Given } from './given.js';

/** An administrator of a service with one team and a supervisor in it, on Tuesday 3 March 2026 at ten. */
export interface AdminDesk {
  readonly house: TestApp;
  readonly given: Given;
  readonly organisation: string;
  readonly team: string;
  readonly admin: Person;
  /** Who approves what the administrator proposes. */
  readonly supervisor: Person;
  /** The administrator's browser, newly signed in. */
  asAdmin(): ReturnType<TestApp['as']>;
  /** Sends one form from somebody's browser, newly signed in. */
  post(by: Person, path: string, form?: Record<string, unknown>): Promise<Response>;
  /** The version of an account, as its page would post it. */
  versionOf(person: Pick<Person, 'userId'>): Promise<string>;
  /** What was done to someone or something, oldest first. */
  historyOf(id: string): Promise<string[]>;
}

export async function openAdminDesk(): Promise<AdminDesk> {
  const house = await startApp('2026-03-03T10:00:00Z');
  const given = new Given(house.database.owner);
  const organisation = await given.organisation();
  const team = await given.team(organisation);
  const admin = await given.staff('admin', organisation, { name: 'Demo Administrator' });
  const supervisor = await given.staff('supervisor', organisation, {
    teams: [team],
    name: 'Demo Supervisor',
  });
  return {
    house,
    given,
    organisation,
    team,
    admin,
    supervisor,
    asAdmin: () => house.as(admin.userId),
    post: async (by, path, form = {}) => (await house.as(by.userId)).post(path).type('form').send(form),
    versionOf: async ({ userId }) => {
      const { rows } = await house.database.owner.query<{ version: number }>(
        'SELECT version FROM staff WHERE id = $1',
        [userId],
      );
      return String(rows[0]?.version);
    },
    historyOf: async (id) => {
      const { rows } = await house.database.owner.query<{ did: string }>(
        'SELECT did FROM event WHERE record_id = $1 ORDER BY id',
        [id],
      );
      return rows.map(({ did }) => did);
    },
  };
}

/** The code that a page shows this once. */
export function codeOn({ text }: Response): string {
  return /<code>([^<]+)<\/code>/.exec(text)?.[1] ?? '';
}

/** The proposal that a page leads to. */
export function proposalOn({ text }: { readonly text: string }): string {
  return /href="\/proposals\/([0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
}
