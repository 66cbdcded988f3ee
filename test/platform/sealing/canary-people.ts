import type { TestApp } from '../../support/app.js';
import { givenACase } from '../../support/given-cases.js';
import type { GivenService } from '../../support/given-service.js';

/** Says a word wherever two records are joined and parted, and where a supervisor looks for whoever was seen before. */
export async function tellPeople(
  { house, service }: { house: TestApp; service: GivenService },
  caseId: string,
  canary: string,
): Promise<void> {
  const browser = await house.as(service.supervisor.userId);
  const done = async (path: string, body: object) => {
    const answer = await browser.post(`/api/v1/cases/${path}`).send(body);
    expect([path, answer.status < 300, answer.body]).toEqual([path, true, answer.body]);
  };
  const { team, advocate: by } = service;
  const who = { name: `Invented ${canary}`, bornOn: '1947-11-23' };
  const second = await givenACase(house.database.owner, { team, advocate: by, ...who });
  const correction = { fullName: `Invented ${canary}`, bornOn: '1947-11-23', version: 1 };
  await browser.put(`/api/v1/cases/${second.caseId}/perpetrator`).send(correction).expect(204);
  await done(`${second.caseId}/seen-before`, { reason: `As to ${canary}` });
  for (const otherId of [second.clientId, second.perpetratorId]) {
    await done(`${caseId}/likenesses/${otherId}/merge`, { reason: `One ${canary}` });
    await done(`${caseId}/likenesses/${otherId}/unmerging`, { reason: `Two ${canary}` });
  }
}
