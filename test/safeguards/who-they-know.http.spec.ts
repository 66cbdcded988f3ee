import { randomUUID } from 'node:crypto';
import { asProgram, ask, withSession } from '../authorisation/asking.js';
import { queryFor } from '../authorisation/bodies.js';
import { proposalOn } from '../support/admin-desk.js';
import { aReferralForm } from '../support/referral-forms.js';
import { addressOf, routesOf } from '../support/routes.js';
import { sized } from '../support/size.js';
import type { Person } from '../../src/kernel/actor.js';
import { pairs, type Pair } from './pairs.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** Hundreds who work here and stalk a client of the service, entered as anybody enters them: by the pages and the API. */
const all = pairs(sized(16, 500), 9);

let desk: SafeguardsDesk;
let admin: Person;
let met: readonly Met[];
interface Met {
  readonly pair: Pair;
  readonly staffId: string;
  readonly referralId: string;
  readonly caseId: string;
  readonly reference: string;
  /** How they were answered when they first asked for the referral. */
  readonly status: number;
}

beforeAll(async () => {
  desk = await openSafeguardsDesk();
  await desk.house.app.listen(0, '127.0.0.1');
  admin = await desk.given.staff('admin', desk.organisation);
  const found: Met[] = [];
  for (const pair of all) found.push(await meeting(pair));
  met = found;
});
afterAll(() => desk.house.stop());

/** Enters both, in the order they came in, and lets the one who works here ask for the record before anybody has read it. */
async function meeting(pair: Pair): Promise<Met> {
  const early = pair.staffFirst ? await hired(pair) : null;
  const { id: referralId, caseId, reference } = await referred(pair);
  const staffId = early ?? (await hired(pair));
  const status = (await look(staffId, `/api/v1/referrals/${referralId}`)).status;
  return { pair, staffId, referralId, caseId, reference, status };
}

/** Proposed by an administrator, approved by a supervisor; then they say whom they know. */
async function hired({ displayName, declared }: Pair): Promise<string> {
  const email = `${displayName.replaceAll(' ', '.').toLowerCase()}.${String(Math.random()).slice(2)}@demo.invalid`;
  const form = { displayName, email, role: 'advocate', teams: [desk.team] };
  const proposed = proposalOn(await desk.post(admin, '/staff', form));
  expect((await desk.post(desk.supervisor, `/proposals/${proposed}/approval`, {})).status).toBe(200);
  const staffId = String((await desk.row('SELECT id FROM staff WHERE email = $1', email))?.['id']);
  if (declared)
    await (
      await asProgram(desk.house, staffId)
    ).post('/api/v1/conflicts', { ...declared, relation: 'former_partner' });
  return staffId;
}

/** Referred, and accepted into a case. */
async function referred({ clientName, perpetratorName, number }: Pair) {
  const { post, get } = await asProgram(desk.house, desk.supervisor.userId);
  const form = aReferralForm({
    fullName: clientName,
    bornOn: '1970-01-01',
    perpetratorName,
    value: number,
    sameAs: 'someone_else',
  });
  const { id } = (await post('/api/v1/referrals', form)) as { id: string }; // the body's shape
  const { version, reference } = (await get(`/api/v1/referrals/${id}`)) as {
    version: number;
    reference: string;
  };
  const accepted = { decision: 'accept', advocateId: desk.advocate.userId, version };
  const another = await asProgram(desk.house, desk.deputy.userId);
  const decided = await another.post(`/api/v1/referrals/${id}/decision`, accepted);
  const { caseId } = decided as { caseId: string }; // likewise
  return { id, caseId, reference };
}

async function look(staffId: string, path: string) {
  const token = await desk.house.session(staffId);
  return ask(desk.house, { method: 'GET', path, headers: withSession(desk.house, token), body: {} });
}

/** Those who were kept from the record from the first. */
const kept = () => met.filter(({ status }) => status === 404);

const share = (kind: Pair['kind']) => {
  const of = met.filter(({ pair }) => pair.kind === kind);
  return of.filter(({ status }) => status === 404).length / of.length;
};

it('nineteen in twenty whose name, former name or number is the same never come to the record', () => {
  expect(met).toHaveLength(all.length);
  expect(share('exact')).toBeGreaterThanOrEqual(0.95);
});

it('and four in five of those who were written down wrongly', () => {
  process.stdout.write(
    `T9: ${String(all.length)} pairs, exact ${share('exact').toFixed(3)}, fuzzy ${share('fuzzy').toFixed(3)}\n`,
  );
  expect(share('fuzzy')).toBeGreaterThanOrEqual(0.8);
});

it('to whom the record is nowhere: on no page, in no list, in no count', async () => {
  const looks = routesOf(desk.house.app).filter(
    // What they said themselves is theirs to read.
    ({ method, template }) => method === 'GET' && !/conflicts|sso|openapi/.test(template),
  );
  const leaks: string[] = [];
  for (const each of kept().slice(0, sized(4, all.length))) {
    const marks = [each.referralId, each.caseId, each.reference, each.pair.clientName, each.pair.number];
    const token = await desk.house.session(each.staffId);
    for (const { template } of looks) {
      const { caseId, referralId } = each;
      const path = addressOf(template, { caseId, referralId }, randomUUID()) + queryFor(template, {});
      const { status, text } = await ask(desk.house, {
        method: 'GET',
        path,
        headers: withSession(desk.house, token),
        body: {},
      });
      if (marks.some((mark) => text.includes(mark))) leaks.push(`${each.pair.way} ${template}`);
      if (status < 300 && /:(caseId|referralId)/.test(template))
        leaks.push(`${each.pair.way} ${template} ${String(status)}`);
    }
    const { text } = await look(each.staffId, '/api/v1/referrals?state=all');
    const hidden = await hiddenFrom(each.staffId);
    expect((JSON.parse(text) as { total: number }).total).toBe(all.length - hidden);
  }
  expect(leaks).toEqual([]);
});

/** How many of the referrals somebody is kept from, as the database has it. */
async function hiddenFrom(staffId: string): Promise<number> {
  const row = await desk.row(
    `SELECT count(DISTINCT r.id) FROM referral r JOIN exclusion e ON e.lifted_at IS NULL AND e.staff_id = $1
       AND (e.client_id = r.client_id OR EXISTS (SELECT FROM referral o WHERE o.client_id = r.client_id AND o.perpetrator_id = e.perpetrator_id))`,
    staffId,
  );
  return Number(row?.['count']);
}

it('nor is anybody referred anew told that they are there', async () => {
  const anew: number[] = [];
  for (const { pair, staffId } of kept().slice(0, sized(4, 40))) {
    const form = aReferralForm({ fullName: pair.clientName, bornOn: '1970-01-01', value: pair.number });
    const token = await desk.house.session(staffId);
    const headers = withSession(desk.house, token);
    anew.push(
      (await ask(desk.house, { method: 'POST', path: '/api/v1/referrals', headers, body: form })).status,
    );
  }
  expect(new Set(anew)).toEqual(new Set([201]));
  // Whoever may see them is told.
  const { clientName: fullName, number: value } = all[0] ?? {};
  const again = await desk.post(
    desk.supervisor,
    '/referrals',
    aReferralForm({ fullName, bornOn: '1970-01-01', value }),
  );
  expect(again.status).toBe(422);
});
