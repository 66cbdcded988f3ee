import type { CaseIds } from '../support/given-cases.js';
import { wordsIn } from '../support/sealed-tables.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
let kase: CaseIds & { reference: string };
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T14:00:00Z');
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const step = (what: string, fields: object, by = desk.advocate) =>
  desk.post(by, `/cases/${kase.caseId}/danger/${what}`, fields);
const danger = () => desk.row('SELECT * FROM danger WHERE case_id = $1', kase.caseId);
const followed = async () => {
  await step('police', { police: 'done', incident: 'Invented 17' });
  await step('lead', { lead: 'done', toldId: desk.supervisor.userId });
  await step('agreed', { agreed: 'Invented: she stays inside.' });
  await step('whereabouts', { safe: 'yes', where: '5 Invented Row, XY1 1AA' });
};

describe('immediate danger', () => {
  it('is a page for each case, reached from any of its pages and by its reference', async () => {
    const page = await desk.get(desk.advocate, `/cases/${kase.caseId}`);
    expect(page.text).toMatch(new RegExp(`href="/cases/${kase.caseId}/danger" accesskey="9"`));
    const sent = await desk.post(desk.advocate, '/dangers', { reference: kase.reference.toLowerCase() });
    expect(sent.to).toBe(`/cases/${kase.caseId}/danger`);
    expect((await desk.get(desk.advocate, sent.to)).status).toBe(200);
  });

  it('answers alike for a case of another team and for none', async () => {
    const hidden = await desk.post(desk.stranger, '/dangers', { reference: kase.reference });
    const none = await desk.post(desk.stranger, '/dangers', { reference: 'SA-2026-2222222' });
    expect([hidden.status, none.status]).toEqual([422, 422]);
    expect(hidden.text.replaceAll(kase.reference, '')).toBe(none.text.replaceAll('SA-2026-2222222', ''));
    expect((await desk.get(desk.stranger, `/cases/${kase.caseId}/danger`)).status).toBe(404);
  });

  it('saves each step as it is done, by the clock, for a colleague to go on with', async () => {
    await step('police', { police: 'done' });
    desk.house.clock.set('2026-03-03T14:05:00Z');
    await step('police', { police: 'done', incident: 'Invented 17' }, desk.colleague);
    const { text } = await desk.get(desk.colleague, `/cases/${kase.caseId}/danger`);
    expect(text).toContain('3 March 2026, 14:00, Demo Campion');
    expect(text).toContain('3 March 2026, 14:05, Demo Teasel');
    expect(text).toContain('3 of 4 still to do');
    expect((await danger())?.['began_at']).toEqual(new Date('2026-03-03T14:00:00Z'));
  });

  it('says why something was not done, and names a lead who may know', async () => {
    expect((await step('police', { police: 'not_done' })).status).toBe(422);
    expect((await step('lead', { lead: 'done', toldId: desk.advocate.userId })).status).toBe(422);
    expect(await danger()).toBeUndefined();
  });

  it('keeps where the person is as an address, and shows it on no page of its own', async () => {
    await followed();
    const { text } = await desk.get(desk.advocate, `/cases/${kase.caseId}/danger`);
    expect(text).not.toContain('Invented Row');
    expect(text).toContain('/openings/new');
    const words = await wordsIn(desk.house.database.owner, 'address_identity');
    expect(JSON.stringify(words)).toContain('5 Invented Row');
  });

  it('is over when a supervisor decides so, and no sooner', async () => {
    await step('police', { police: 'done' });
    const ending = { decision: 'person_safe', why: 'Invented: she is with her sister.' };
    expect((await step('ending', ending)).status).toBe(404);
    expect((await step('ending', ending, desk.supervisor)).status).toBe(422);
    await followed();
    expect((await step('ending', ending, desk.supervisor)).status).toBe(303);
    expect(await danger()).toMatchObject({ decision: 'person_safe', ended_by: desk.supervisor.userId });
    const event = await desk.row(
      `SELECT did FROM event WHERE did = 'danger.ended' AND case_id = $1`,
      kase.caseId,
    );
    expect(event).toBeDefined();
  });

  it('stays on the page of a supervisor until it is', async () => {
    await step('police', { police: 'done' });
    expect((await desk.get(desk.supervisor, '/blind-spots/danger')).text).toContain(
      `/cases/${kase.caseId}/danger`,
    );
    expect((await desk.get(desk.outsider, '/blind-spots/danger')).text).not.toContain(kase.reference);
  });
});
