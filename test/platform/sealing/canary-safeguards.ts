import type { TestApp } from '../../support/app.js';
import { considerations } from '../../../src/safeguards/counter-allegation.codes.js';
import { givenACounterAllegation } from '../../support/given-around.js';
import { Given } from '../../support/given.js';
import type { GivenService } from '../../support/given-service.js';

/** Says a word wherever safeguards take words: of whom a colleague knows, of a danger, and of an emergency, an exclusion and a seal of a case. */
export async function tellSafeguards(
  { house, service }: { house: TestApp; service: GivenService },
  caseId: string,
  canary: string,
): Promise<void> {
  const given = new Given(house.database.owner);
  const { organisation, team, otherTeam, colleague, supervisor } = service;
  const deputy = await given.staff('supervisor', organisation, { teams: [team] });
  const stranger = await given.staff('advocate', organisation, { teams: [otherTeam] });
  const sent = async (by: string, path: string, body: object) => {
    const answer = await (await house.as(by)).post(`/api/v1/${path}`).send(body);
    expect([path, answer.status < 300, answer.body]).toEqual([path, true, answer.body]);
  };
  const idOf = async (table: string) => String((await service.row(`SELECT id FROM ${table}`))?.['id']);

  await tellWhoIsTheVictim({ house, service, caseId }, canary);
  const danger = `cases/${caseId}/danger`;
  await sent(colleague.userId, `${danger}/police`, { police: 'done', incident: `Number ${canary}` });
  await sent(colleague.userId, `${danger}/agreed`, { agreed: `To go to ${canary}` });
  await sent(colleague.userId, `${danger}/whereabouts`, { safe: 'yes', where: `${canary} Mews` });
  await sent(supervisor.userId, `${danger}/ending`, { decision: 'with_police', why: `Safe of ${canary}` });
  await sent(colleague.userId, 'conflicts', {
    ...{ fullName: `Umbel ${canary}`, relation: 'family', reachedBy: `${canary}@home.invalid` },
  });
  const kase = await service.row('SELECT reference FROM case_file WHERE id = $1', caseId);
  await sent(stranger.userId, 'emergency-access', {
    ...{ reference: kase?.['reference'], why: 'cover', hours: 4, words: `Rang of ${canary}` },
  });
  await sent(supervisor.userId, `emergency-access/${await idOf('broken_glass')}/decision`, {
    ...{ decision: 'justified', reason: `Right of ${canary}` },
  });
  await sent(supervisor.userId, `cases/${caseId}/exclusions`, { staffId: stranger.userId });
  const reason = `Lifted for ${canary}`;
  const exclusion = await service.row(`SELECT id FROM exclusion WHERE staff_id = $1`, stranger.userId);
  await sent(supervisor.userId, `exclusions/${String(exclusion?.['id'])}/lifting`, { reason });
  const named = [deputy.userId, service.advocate.userId];
  await sent(supervisor.userId, `cases/${caseId}/seal`, { why: 'threat_to_life', named });
  await sent(deputy.userId, `cases/${caseId}/seal/lifting`, { reason });
}

/** What a supervisor found of two who both say they are the victim. */
async function tellWhoIsTheVictim(
  { house, service, caseId }: { house: TestApp; service: GivenService; caseId: string },
  canary: string,
): Promise<void> {
  const { advocate, supervisor } = service;
  const client = await service.row('SELECT client_id AS id FROM case_file WHERE id = $1', caseId);
  const about = { clientId: String(client?.['id']), by: advocate };
  const id = await givenACounterAllegation(house.database.owner, about);
  const unclear = Object.fromEntries(considerations.map(({ code }) => [code, 'unclear']));
  const said = { account: `Both of ${canary}`, reason: `Not clear of ${canary}` };
  const decision = { considerations: unclear, outcome: 'unclear', ...said, version: 1 };
  await (
    await house.as(supervisor.userId)
  )
    .post(`/api/v1/counter-allegations/${id}/decisions`)
    .send(decision)
    .expect(204);
}
