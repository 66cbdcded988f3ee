import type request from 'supertest';
import { startApp, type TestApp } from './app.js';
import { givenACase, type CaseIds } from './given-cases.js';
import { givenAService, type GivenService } from './given-service.js';

/** An advocate of a service at their browser, on Tuesday 3 March 2026 at ten. */
export interface AdvocateDesk extends GivenService {
  readonly house: TestApp;
  readonly browser: Awaited<ReturnType<TestApp['as']>>;
  /** A new case of the advocate's. */
  aCase(): Promise<CaseIds>;
  /** The version a case has now, as its forms post it. */
  versionOf(caseId: string): Promise<unknown>;
  /** A form as the browser posts it. */
  post(path: string, fields: object): request.Test;
}

export async function openAdvocateDesk(): Promise<AdvocateDesk> {
  const house = await startApp('2026-03-03T10:00:00Z');
  const service = await givenAService(house);
  const browser = await house.as(service.advocate.userId);
  return {
    ...service,
    house,
    browser,
    aCase: () => givenACase(house.database.owner, service),
    versionOf: async (caseId) =>
      (await service.row('SELECT version FROM case_file WHERE id = $1', caseId))?.['version'],
    post: (path, fields) => browser.post(path).type('form').send(fields),
  };
}
