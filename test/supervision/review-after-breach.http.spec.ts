import { randomUUID } from 'node:crypto';
import { Queues } from '../../src/platform/jobs/queues.js';
import { Relay } from '../../src/platform/jobs/relay.js';
import { SupervisionService } from '../../src/supervision/supervision.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;

beforeAll(async () => {
  house = await startApp('2026-04-02T10:00:00Z'); // the Thursday before Easter
  service = await givenAService(house);
  await house.app.get(Queues).start();
});
afterAll(() => house.stop());

async function aCase(given: { reviewDueOn?: string; riskBand?: string; closedOn?: string }): Promise<string> {
  return (await givenACase(house.database.owner, { ...service, ...given })).caseId;
}

/** A breach is recorded in a case, as far as anyone else can tell: its event is committed. */
async function breachRecordedIn(caseId: string): Promise<{ eventId: number; recordId: string }> {
  const recordId = randomUUID();
  const event = await service.row(
    `INSERT INTO event (did, record_id, case_id, organisation_id, actor_id) VALUES ('breach.recorded', $1, $2, $3, $4) RETURNING id`,
    recordId,
    caseId,
    service.organisation,
    service.advocate.userId,
  );
  return { eventId: Number(event?.['id']), recordId };
}

const dueOf = async (caseId: string) =>
  (await service.row('SELECT review_due_on FROM case_file WHERE id = $1', caseId))?.['review_due_on'];

/** Waits until the case's review is due on that day: the queue works beside the test. */
async function becomesDue(caseId: string, day: string): Promise<void> {
  for (let tries = 0; tries < 100 && (await dueOf(caseId)) !== day; tries += 1)
    await new Promise((wake) => setTimeout(wake, 100));
  expect(await dueOf(caseId)).toBe(day);
}

it('a breach brings the case’s risk review forward to the next working day, over the Easter holidays', async () => {
  const caseId = await aCase({ riskBand: 'standard', reviewDueOn: '2026-05-20' });
  const { recordId: breachId } = await breachRecordedIn(caseId);
  expect(await house.app.get(Relay).relay()).toBeGreaterThan(0);
  await becomesDue(caseId, '2026-04-07');
  const event = await service.row(
    `SELECT did, case_id, organisation_id, actor_id FROM event WHERE record_id = $1 AND did LIKE 'review.%'`,
    breachId,
  );
  expect(event).toEqual({
    did: 'review.brought_forward',
    case_id: caseId,
    organisation_id: service.organisation,
    actor_id: null,
  });
});

describe('the same breach given to the job again', () => {
  it('changes nothing, also where a new assessment has set a later day meanwhile', async () => {
    const caseId = await aCase({ riskBand: 'high', reviewDueOn: '2026-04-16' });
    const trigger = { ...(await breachRecordedIn(caseId)), caseId };
    const supervision = house.app.get(SupervisionService);
    await supervision.bringForward(trigger);
    await supervision.bringForward(trigger);
    expect(await dueOf(caseId)).toBe('2026-04-07');

    await house.database.owner.query(`UPDATE case_file SET review_due_on = '2026-04-16' WHERE id = $1`, [
      caseId,
    ]);
    await supervision.bringForward(trigger);
    expect(await dueOf(caseId)).toBe('2026-04-16');
    const told = await service.row(
      `SELECT count(*)::int AS times FROM event WHERE did = 'review.brought_forward' AND record_id = $1`,
      trigger.recordId,
    );
    expect(told).toEqual({ times: 1 });
  });
});

it('a breach that found the review due as soon changes nothing later, once a new assessment has set a later day', async () => {
  const caseId = await aCase({ riskBand: 'high', reviewDueOn: '2026-04-02' });
  const trigger = { ...(await breachRecordedIn(caseId)), caseId };
  const supervision = house.app.get(SupervisionService);
  await supervision.bringForward(trigger);
  await house.database.owner.query(`UPDATE case_file SET review_due_on = '2026-04-16' WHERE id = $1`, [
    caseId,
  ]);
  await supervision.bringForward(trigger);
  expect(await dueOf(caseId)).toBe('2026-04-16');
});

describe('a breach', () => {
  const after = async (given: Parameters<typeof aCase>[0], sentTo?: string) => {
    const caseId = await aCase(given);
    const trigger = await breachRecordedIn(sentTo ?? caseId);
    await house.app.get(SupervisionService).bringForward({ ...trigger, caseId });
    return dueOf(caseId);
  };

  it('never moves a review later', async () => {
    expect(await after({ riskBand: 'high', reviewDueOn: '2026-04-02' })).toBe('2026-04-02');
    expect(await after({ riskBand: 'high', reviewDueOn: '2026-03-20' })).toBe('2026-03-20');
  });

  it('calls for a first assessment of a case that has had none', async () => {
    expect(await after({})).toBe('2026-04-07');
  });

  it('leaves a closed case alone', async () => {
    expect(await after({ riskBand: 'high', closedOn: '2026-03-20' })).toBeNull();
  });

  it('reaches no case but the one it happened in', async () => {
    const elsewhere = await aCase({ riskBand: 'high' });
    expect(await after({ riskBand: 'high', reviewDueOn: '2026-05-20' }, elsewhere)).toBe('2026-05-20');
  });
});
