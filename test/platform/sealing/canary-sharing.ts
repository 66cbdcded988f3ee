import type { TestApp } from '../../support/app.js';
import type { GivenService } from '../../support/given-service.js';

/** Says a word wherever addresses and sharing take words: where somebody is, why it was opened, what went to whom and why. */
export async function tellSharing(
  { house, service }: { house: TestApp; service: GivenService },
  caseId: string,
  canary: string,
): Promise<void> {
  const { advocate, supervisor } = service;
  const sent = async (by: string, path: string, body: object) => {
    const answer = await (await house.as(by)).post(`/api/v1/${path}`).send(body);
    expect([path, answer.status < 300, answer.body]).toEqual([path, true, answer.body]);
    return String(answer.body.id);
  };
  const where = { whose: 'client', kind: 'home', value: `${canary} House` };
  const addressId = await sent(advocate.userId, `cases/${caseId}/addresses`, where);
  await sent(advocate.userId, `cases/${caseId}/addresses/${addressId}/openings`, {
    ...{ why: 'check', words: `For ${canary}`, shownOn: 'screen' },
  });
  const agencyId = await sent(supervisor.userId, 'agencies', { name: 'Invented agency', kind: 'health' });
  await sent(advocate.userId, `cases/${caseId}/share-overrides`, {
    ...{ agencyId, basis: 'safeguarding', why: `Since ${canary}` },
  });
  await sent(advocate.userId, `cases/${caseId}/shares`, {
    ...{ agencyId, toWhom: `Reed ${canary}`, theirRole: `Nurse of ${canary}`, items: ['risk'] },
    ...{ way: 'phone', why: `About ${canary}`, untilOn: '2099-12-31' },
  });
  const override = await service.row('SELECT id FROM share_override WHERE case_id = $1', caseId);
  const judgement = { decision: 'justified', reason: `Right of ${canary}` };
  await sent(supervisor.userId, `share-overrides/${String(override?.['id'])}/judgement`, judgement);
}
