import fc from 'fast-check';
import { Release } from '../../src/sending/release.service.js';
import { storedHours } from '../../src/parties/safe-hours.rules.js';
import type { CaseIds } from '../support/given-cases.js';
import { openSendingDesk, type SendingDesk } from '../support/sending-desk.js';
import { sized } from '../support/size.js';
import { anyRecord, mayGoOut, type AnyRecord } from './any-record.js';

/**
 * T18. A client in any state whatever, and every way there is to make something go out to them: the API, the statement that an
 * advocate's own transaction could make, the page or file of something made before, and the job, with something in its queue
 * that nobody judged. Nothing goes, is made or is shown but what a third reading of the rule allows.
 */
let desk: SendingDesk;
let kase: CaseIds;
let methodId: string;
let eventId: number;
const reached = 'demo.aster@mail.invalid';

beforeAll(async () => {
  desk = await openSendingDesk();
  kase = await desk.aCase();
  methodId = await desk.aMethod(kase, 'email');
  const event = await desk.row(
    `INSERT INTO event (did, record_id, case_id, organisation_id, actor_id) SELECT 'outgoing.queued', id, id, organisation_id, advocate_id
     FROM case_file WHERE id = $1 RETURNING id`,
    kase.caseId,
  );
  eventId = Number(event?.['id']);
});
afterAll(async () => {
  await desk.house.stop();
  await desk.world.close();
});

const sql = (text: string, values: unknown[] = []) =>
  desk.house.database.owner.query<{ id: string }>(text, values);

/** Puts the client into a state, whatever it was before, and the clock at the instant. */
async function put({ consents, ...record }: AnyRecord): Promise<void> {
  desk.house.clock.set(record.at.toISOString());
  await sql('SET session_replication_role = replica');
  await sql('DELETE FROM outgoing WHERE case_id = $1', [kase.caseId]);
  await sql('DELETE FROM consent WHERE client_id = $1', [kase.clientId]);
  await sql(
    `UPDATE contact_method SET channel = $2, safe = $3, device_watched = $4, withheld_number = $5, safe_minutes = $6, verified_on = $7,
       recheck_on = $8, ended_at = CASE WHEN $9 THEN now() END WHERE id = $1`,
    [
      ...[methodId, record.channel, record.safe, record.deviceWatched, record.withheldNumber],
      ...[storedHours(record.hours), record.verifiedOn, record.recheckOn, record.ended],
    ],
  );
  await sql(
    `UPDATE case_file SET closed_on = CASE WHEN $2 THEN opened_on END, closed_at = CASE WHEN $2 THEN now() END,
       closure_reason = CASE WHEN $2 THEN 'other' END WHERE id = $1`,
    [kase.caseId, record.closed],
  );
  for (const [place, { value, heard, givenOn, untilOn }] of consents.entries())
    await sql(
      `INSERT INTO consent (client_id, purpose, value, how, given_on, until_on, recorded_by, recorded_at)
       VALUES ($1, 'contact', $2, CASE WHEN $2 <> 'not_asked' THEN $7 END, $3, $4, $5, timestamptz '2026-01-01' + make_interval(secs => $6))`,
      [
        ...[kase.clientId, value, givenOn, untilOn, desk.advocate.userId, place],
        heard ? 'through_referrer' : 'by_phone',
      ],
    );
  await sql('SET session_replication_role = origin');
}

const wordsFor = ({ kind }: AnyRecord) => (/letter|text|email/.test(kind) ? 'please_ring' : undefined);
const stateFor = ({ kind }: AnyRecord) => (/text|email/.test(kind) ? 'waiting' : 'made');

/** Every way there is; whether by it something went out, was made or was shown. */
const paths: Readonly<Record<string, (record: AnyRecord) => Promise<boolean>>> = {
  'the API': async (record) => {
    const [on = '', at = ''] = record.at.toLocaleString('sv-SE', { timeZone: 'Europe/London' }).split(' ');
    const when = record.kind === 'calendar_entry' ? { on, at: at.slice(0, 5) } : {};
    const { status } = await desk.prepare(kase, {
      methodId,
      kind: record.kind,
      message: wordsFor(record),
      ...when,
    });
    return status === 201;
  },
  'a statement of one’s own': (record) =>
    desk.house.db
      .run(desk.advocate, (tx) =>
        tx.query(
          'INSERT INTO outgoing (case_id, contact_method_id, kind, message, use_at, state, made_at) VALUES ($1, $2, $3, $4, $5, $6, $5)',
          [kase.caseId, methodId, record.kind, wordsFor(record), record.at, stateFor(record)],
        ),
      )
      .then(
        () => true,
        () => false,
      ),
  'what was made before, or waits': async (record) => {
    await sql('SET session_replication_role = replica');
    const { rows } = await sql(
      `INSERT INTO outgoing (case_id, contact_method_id, kind, message, use_at, state, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $5) RETURNING id`,
      [
        ...[kase.caseId, methodId, record.kind, wordsFor(record), record.at],
        ...[stateFor(record), desk.advocate.userId],
      ],
    );
    await sql('SET session_replication_role = origin');
    return leaves(record, rows[0]?.id ?? '');
  },
};

async function leaves(record: AnyRecord, outgoingId: string): Promise<boolean> {
  const at = `/cases/${kase.caseId}/outgoing/${outgoingId}`;
  if (record.kind === 'calendar_entry') return (await desk.browser.get(`${at}/calendar`)).status === 200;
  if (record.kind === 'letter')
    return (await desk.browser.post(`${at}/openings`).type('form').send({})).text.includes(reached);
  if (stateFor(record) === 'made') return (await desk.browser.get(at)).text.includes(reached);
  const before = desk.world.carried.length;
  await desk.house.app.get(Release).release({ eventId, outgoingId, caseId: kase.caseId });
  return desk.world.carried.length > before;
}

/** The records of which something went out that may not, or did not that may, each with the way it was. */
async function differing(records: readonly AnyRecord[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const record of records) {
    for (const [path, goes] of Object.entries(paths)) {
      await put(record);
      const went = await goes(record);
      if (went !== mayGoOut(record)) found.push([path, went, record]);
    }
  }
  return found;
}

it('by no way there is does anything go out, and by each what may', async () => {
  const records = fc.sample(anyRecord, { numRuns: sized(120, 10_000), seed: 18 });
  expect(await differing(records)).toEqual([]);
  expect(records.filter(mayGoOut).length).toBeGreaterThan(5);
  expect(desk.world.carried.every(({ to }) => to === reached)).toBe(true);
});

it('a database that judged nothing would be found to let things out', async () => {
  await sql('DROP TRIGGER is_safe ON outgoing');
  const unsafe = fc.sample(anyRecord, { numRuns: 40, seed: 19 }).filter((record) => !mayGoOut(record));
  const found = await differing(unsafe.filter(({ kind }) => /text|email/.test(kind)).slice(0, 8));
  await sql(
    'CREATE TRIGGER is_safe BEFORE INSERT OR UPDATE ON outgoing FOR EACH ROW EXECUTE FUNCTION outgoing_is_safe()',
  );
  const ways = new Set(found.map((each) => (each as [string])[0]));
  expect([...ways].toSorted()).toEqual(['a statement of one’s own', 'what was made before, or waits']);
});
