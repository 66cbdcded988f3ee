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
  await tellPanel({ sent, service, caseId }, canary);
  const override = await service.row('SELECT id FROM share_override WHERE case_id = $1', caseId);
  const judgement = { decision: 'justified', reason: `Right of ${canary}` };
  await sent(supervisor.userId, `share-overrides/${String(override?.['id'])}/judgement`, judgement);
}

interface Telling {
  readonly sent: (by: string, path: string, body: object) => Promise<string>;
  readonly service: GivenService;
  readonly caseId: string;
}

/** Why a case went before a panel, why it was called a repeat, and what was agreed there. */
async function tellPanel({ sent, service, caseId }: Telling, canary: string): Promise<void> {
  const { advocate, supervisor } = service;
  const agencyId = await sent(supervisor.userId, 'agencies', { name: 'Invented MARAC', kind: 'marac' });
  const others = { agencyId, referredById: agencyId, referredOn: '2020-01-01', grounds: `Told of ${canary}` };
  const id = await sent(advocate.userId, `cases/${caseId}/others-panel-referrals`, others);
  const action = { words: `Fit a camera for ${canary}`, dueOn: '2099-12-31' };
  await sent(advocate.userId, `cases/${caseId}/panel-referrals/${id}/actions`, action);
  await sent(advocate.userId, `cases/${caseId}/share-overrides`, {
    ...{ agencyId, basis: 'safeguarding', why: `Since ${canary} again` },
  });
  await sent(advocate.userId, `cases/${caseId}/panel-referrals`, {
    ...{ agencyId, toWhom: `Reed ${canary}`, theirRole: 'Coordinator', items: ['risk'], way: 'phone' },
    ...{ why: `About ${canary}`, untilOn: '2099-12-31', repeatSaid: 'yes', repeatReason: `As ${canary}` },
  });
}
