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
  await tellAround({ sent, service, caseId }, canary);
  const agencyId = await sent(supervisor.userId, 'agencies', { name: 'Invented agency', kind: 'health' });
  await sent(advocate.userId, `cases/${caseId}/share-overrides`, {
    ...{ agencyId, basis: 'safeguarding', why: `Since ${canary}` },
  });
  await sent(advocate.userId, `cases/${caseId}/shares`, {
    ...{ agencyId, toWhom: `Reed ${canary}`, theirRole: `Nurse of ${canary}`, items: ['risk'] },
    ...{ way: 'phone', why: `About ${canary}`, untilOn: '2026-05-31' },
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
    ...{ why: `About ${canary}`, untilOn: '2026-05-31', repeatSaid: 'yes', repeatReason: `As ${canary}` },
  });
  await sent(advocate.userId, `cases/${caseId}/panel-referrals/${id}/research-sheets`, {
    ...{ toWhom: `Reed ${canary}`, theirRole: 'Coordinator', way: 'phone', why: `About ${canary}` },
    ...{ untilOn: '2026-05-31', whatHappened: `He waits for ${canary}` },
  });
}

/** Who is around the client, and why they were corrected. */
async function tellAround({ sent, service, caseId }: Telling, canary: string): Promise<void> {
  const who = { kind: 'professional', relation: 'solicitor', fullName: `Reed ${canary}` };
  const reached = { reachedBy: `${canary}@demo.invalid`, worksFor: `${canary} and Demo` };
  const id = await sent(service.advocate.userId, `cases/${caseId}/people`, { ...who, ...reached });
  const capacity = {
    decision: `Whether ${canary}`,
    helpGiven: `Asked ${canary}`,
    bestInterests: `As ${canary}`,
  };
  const considered = { impairment: 'yes', understand: 'no', retain: 'no', weigh: 'no', communicate: 'no' };
  const concernId = await sent(service.advocate.userId, `cases/${caseId}/capacity-concerns`, {
    ...{
      ...capacity,
      ...considered,
      finding: 'lacks_capacity',
      assessedOn: '2020-01-01',
      followUpOn: '2099-12-31',
    },
  });
  const cameOfIt = { cameOfIt: `Came of ${canary}`, version: 1 };
  const followUp = `cases/${caseId}/capacity-concerns/${concernId}/follow-up`;
  await sent(service.advocate.userId, followUp, { outcome: 'other', ...cameOfIt });
  await raiseConcern({ sent, service, caseId }, canary, cameOfIt);
  const ending = { reason: `Since ${canary}`, version: 1 };
  await sent(service.advocate.userId, `cases/${caseId}/people/${id}/ending`, ending);
}

/** What came of a concern that was raised with social care. */
async function raiseConcern(
  { sent, service, caseId }: Telling,
  canary: string,
  cameOfIt: object,
): Promise<void> {
  const { advocate, supervisor } = service;
  const agency = { name: 'Invented social care', kind: 'adult_services' };
  const agencyId = await sent(supervisor.userId, 'agencies', agency);
  const why = `Since ${canary} is in danger`;
  await sent(advocate.userId, `cases/${caseId}/share-overrides`, { agencyId, basis: 'safeguarding', why });
  const id = await sent(advocate.userId, `cases/${caseId}/concerns`, {
    ...{ agencyId, toWhom: `Reed ${canary}`, theirRole: 'Duty', items: ['risk'], way: 'phone', why },
    ...{ about: 'adult', untilOn: '2026-05-31', followUpOn: '2099-12-31' },
  });
  await sent(advocate.userId, `cases/${caseId}/concerns/${id}/follow-up`, { outcome: 'other', ...cameOfIt });
}
