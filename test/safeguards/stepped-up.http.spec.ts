import type { Person } from '../../src/kernel/actor.js';
import { EmergenciesService } from '../../src/safeguards/emergencies.service.js';
import { ExclusionsService } from '../../src/safeguards/exclusions.service.js';
import { SealsService } from '../../src/safeguards/seals.service.js';
import { hiddenFields } from '../support/forms.js';
import { codeOf, givenAnApp, post } from '../support/signing-in.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** What opens, hides or shows a record needs a second factor of the last five minutes, and costs nothing that was typed. */
let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
  for (const who of [desk.stranger, desk.supervisor, desk.deputy])
    await givenAnApp(desk.house.database.owner, who);
});
afterAll(() => desk.house.stop());

/** Somebody's browser, so long after they last showed a second factor. */
async function after(age: string, who: Person) {
  const agent = await desk.house.as(who.userId);
  await desk.row(
    'UPDATE session SET stepped_up_at = now() - $1::interval WHERE staff_id = $2',
    age,
    who.userId,
  );
  return agent;
}
const emergency = (reference: string) => ({
  reference,
  why: 'client_in_contact',
  words: 'Invented: she rang us,\r\nand nobody of her team answers.',
  hours: '4',
});

describe('an hour after the last second step', () => {
  it('no glass is broken, and what was typed goes on past the step-up', async () => {
    const { caseId, reference } = await desk.aCase({ name: 'Invented Opened' });
    const agent = await after('1 hour', desk.stranger);
    const asked = await post(agent, '/emergency-access', emergency(reference));
    expect(asked.status).toBe(401);
    expect((await agent.get(`/cases/${caseId}`)).status).toBe(404);
    const code = await codeOf(desk.house, desk.stranger.userId);
    const shown = await post(agent, '/step-up', { ...hiddenFields(asked.text, '/step-up'), code });
    const { _csrf, _once, ...kept } = hiddenFields(shown.text, '/emergency-access');
    expect(kept).toEqual(emergency(reference));
    const opened = await post(agent, '/emergency-access', { ...kept, _csrf, _once });
    expect([opened.status, opened.headers['location']]).toEqual([303, `/cases/${caseId}`]);
  });

  it('the step-up says what to do where the second step is lost and somebody is in danger', async () => {
    const agent = await after('1 hour', desk.stranger);
    const sent = await agent.get('/emergency-access/new');
    const { text } = await agent.get(sent.headers['location'] ?? '');
    expect(text).toContain('recovery codes');
    expect(text).toContain('ring 999');
  });

  it('no record is sealed or unsealed, and nobody kept from one is let near it', async () => {
    const { caseId, clientId } = await desk.aCase();
    const sealing = { why: 'threat_to_life', named: desk.deputy.userId };
    const reason = 'Invented.';
    const agent = await after('1 hour', desk.supervisor);
    expect((await post(agent, `/cases/${caseId}/seal`, sealing)).status).toBe(401);
    expect((await desk.post(desk.supervisor, `/cases/${caseId}/seal`, sealing)).status).toBe(303);
    const named = await after('1 hour', desk.deputy);
    expect((await post(named, `/cases/${caseId}/seal/lifting`, { reason })).status).toBe(401);
    const lifting = `/exclusions/${await anExclusion(clientId)}/lifting`;
    expect((await post(await after('1 hour', desk.outsider), lifting, { reason })).status).toBe(401);
  });

  it('the database writes none of it, even where a guard forgot to ask', async () => {
    const { caseId, clientId, reference } = await desk.aCase();
    const exclusion = await anExclusion(clientId);
    const which = { kind: 'cases', id: caseId } as const;
    const { app } = desk.house;
    const [emergencies, seals] = [app.get(EmergenciesService), app.get(SealsService)];
    const glass = { reference, why: 'cover', words: 'Invented.', hours: 4 } as const;
    const reason = 'Invented.';
    const acts: [Person, (who: Person) => Promise<unknown>][] = [
      [desk.stranger, (who) => emergencies.open(who, glass)],
      [desk.outsider, (who) => app.get(ExclusionsService).lift(who, exclusion, { reason })],
      [desk.supervisor, (who) => seals.seal(who, which, { why: 'other', named: [desk.deputy.userId] })],
      [desk.deputy, (who) => seals.unseal(who, which, { reason })],
    ];
    for (const [who, act] of acts) {
      await after('6 minutes', who);
      await expect(act(who)).rejects.toThrow('row-level security');
      await after('4 minutes', who);
      await act(who);
    }
  });
});

async function anExclusion(clientId: string): Promise<string> {
  const row = await desk.row(
    `INSERT INTO exclusion (organisation_id, staff_id, client_id, why, made_by) VALUES ($1, $2, $3, 'matched_name', $4) RETURNING id`,
    desk.organisation,
    desk.colleague.userId,
    clientId,
    desk.supervisor.userId,
  );
  return String(row?.['id']);
}
