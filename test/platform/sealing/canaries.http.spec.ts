import { startApp, type TestApp } from '../../support/app.js';
import { foiDesk } from '../../support/foi-desk.js';
import { givenAnAuthority, realLetter } from '../../support/given-foi.js';
import { answers, larkspurScreen } from '../../support/given-risk.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import { aReferralForm } from '../../support/referral-forms.js';
import { codedColumns } from '../../database/coded-columns.js';
import { plainWords } from '../../database/plain-words.js';
import { sealedTables, wordsIn } from '../../support/sealed-tables.js';
import { tellASheet } from './canary-batches.js';
import { tellForms } from './canary-forms.js';
import { tellPeople } from './canary-people.js';
import { tellSafeguards } from './canary-safeguards.js';
import { tellSharing } from './canary-sharing.js';
import { canary, traces, tracesInFiles, tracesInRows } from './canary.js';

let house: TestApp;
let service: GivenService;
let advocate: Awaited<ReturnType<TestApp['as']>>;
let supervisor: Awaited<ReturnType<TestApp['as']>>;

beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  advocate = await house.as(service.advocate.userId);
  supervisor = await house.as(service.supervisor.userId);
  await tellACase();
  await tellASheet(house, service, canary);
  await tellForms({ house, service }, canary);
  await askForInformation();
  await makeTheDatabaseComplain();
});
afterAll(() => house.stop());

type Program = typeof advocate;

async function sent(by: Program, path: string, body: object): Promise<string> {
  const answer = await by.post(`/api/v1/${path}`).send(body);
  expect([path, answer.status < 300, answer.body]).toEqual([path, true, answer.body]);
  return String(answer.body.id ?? answer.body.caseId);
}

async function tellACase(): Promise<void> {
  const who = { fullName: `Invented ${canary}`, knownAs: `Umbra ${canary}`, bornOn: '1947-11-23' };
  const reached = {
    value: '07700 900911',
    whenSafe: `${canary} noon`,
    sayWeAre: `the ${canary}`,
    codeWord: canary,
    whoMayAnswer: `a ${canary}`,
    codeQuestion: `which ${canary}?`,
    interpreter: `${canary} signs`,
  };
  const told = { perpetratorName: `Bramble ${canary}`, whatHappened: `Invented ${canary}` };
  const referralId = await sent(advocate, 'referrals', aReferralForm({ ...who, ...reached, ...told }));
  const decision = { decision: 'accept', advocateId: service.advocate.userId, version: 1 };
  const caseId = await sent(supervisor, `referrals/${referralId}/decision`, decision);
  await sent(advocate, `cases/${caseId}/contact-methods`, {
    ...{ channel: 'email', value: `${canary}@mail.invalid`, safe: 'no' },
  });
  await sent(advocate, `cases/${caseId}/notes`, { kind: 'client', words: `Invented ${canary}` });
  const asked = { title: `Ring ${canary}`, dueOn: '2099-12-31', forStaff: service.advocate.userId };
  await sent(supervisor, `cases/${caseId}/tasks`, asked);
  const assessmentId = await sent(advocate, `cases/${caseId}/assessments`, {
    instrumentId: await larkspurScreen(house.database.owner),
    mode: 'phone',
    answers: answers({ weapon: 'yes' }),
    professionalBand: 'high',
    rationale: `Invented ${canary}`,
    clientView: `Invented ${canary}`,
  });
  await sent(advocate, `assessments/${assessmentId}/submission`, { version: 1 });
  await sent(supervisor, `assessments/${assessmentId}/review`, {
    decision: 'agreed',
    reason: `Read ${canary}`,
  });
  await tellThePerpetrator(caseId, who);
  await tellPeople({ house, service }, caseId, canary);
  await tellABreach(caseId);
  await tellSharing({ house, service }, caseId, canary);
  await tellSafeguards({ house, service }, caseId, canary);
}

/** And looks for them again, by everything there is to look for. */
async function tellThePerpetrator(caseId: string, who: object): Promise<void> {
  const correction = { ...who, version: 1 };
  await advocate.put(`/api/v1/cases/${caseId}/perpetrator`).send(correction).expect(204);
  const username = { kind: 'username', platform: 'tiktok', value: `@${canary}` };
  await sent(advocate, `cases/${caseId}/identifiers`, { whose: 'perpetrator', ...username });
  for (const words of [canary, `Invented ${canary}`, '07700 900911']) {
    const found = await advocate.post('/api/v1/people-searches').send({ words });
    expect([found.status, found.text.includes(canary)]).toEqual([200, true]);
    await advocate.post('/people').type('form').send({ words, bornOn: '23/11/1947' }).expect(200);
  }
}

async function tellABreach(caseId: string): Promise<void> {
  const orderId = await sent(advocate, `cases/${caseId}/orders`, { appliedOn: '2026-02-02' });
  const order = `cases/${caseId}/orders/${orderId}`;
  await sent(advocate, `${order}/full`, {
    on: '2026-02-03',
    lasting: 'fixed',
    expiresOn: '2028-02-02',
    version: 1,
  });
  const term = {
    kind: 'prohibition',
    wording: `Not to go to ${canary} Street.`,
    fromOn: '2026-02-03',
    version: 2,
  };
  const termId = await sent(advocate, `${order}/terms`, term);
  const breachId = await sent(advocate, `${order}/breaches`, {
    ...{ whatHappened: `Invented ${canary}`, occurredOn: '2026-02-20', termIds: [termId] },
    ...{ reportedToPolice: 'yes', reportedOn: '2026-02-21' },
  });
  const crime = { recordedAsCrime: 'yes', recordedOn: '2026-02-22', crimeReference: canary, version: 1 };
  await sent(advocate, `${order}/breaches/${breachId}/crime-record`, crime);
}

async function askForInformation(): Promise<void> {
  const desk = await foiDesk(house, await givenAnAuthority(house));
  const letter = `${realLetter('met-2022').text}\n\nInvented ${canary} Rowan`;
  const requestId = await desk.record({
    letter,
    receivedOn: '2026-03-02',
    requesterName: `Invented ${canary} Rowan`,
  });
  expect((await desk.draft(requestId)).edition).toBe(1);
  const clarified = { receivedOn: '2026-03-03', letter: `How many staff had you in 2020/21? ${canary}` };
  await desk.post(requestId, 'clarifications', { whatWasAsked: `Which ${canary}?` }).then(is204);
  await desk.post(requestId, 'clarifications/received', clarified).then(is204);
  const found = { question: '1', finding: 'not_held', whereSearched: `The shelf ${canary}` };
  is204(await desk.search(requestId, found));
  // What was told can be told again to who may read it: otherwise nothing here would be looked for.
  const told = await desk.officer.get(`/foi/requests/${requestId}`);
  for (const words of [`Which ${canary}?`, `The shelf ${canary}`]) expect(told.text).toContain(words);
}

function is204({ status, body }: { status: number; body: unknown }): void {
  expect([status, body]).toEqual([204, {}]);
}

/** Refusals and faults, whose messages would quote what they refuse. */
async function makeTheDatabaseComplain(): Promise<void> {
  await advocate.post('/api/v1/referrals').send(aReferralForm({ fullName: canary, bornOn: canary }));
  await advocate
    .post('/api/v1/referrals')
    .send(aReferralForm({ fullName: `Invented ${canary}`, bornOn: '1947-11-23' }));
  await advocate.get(`/cases/${canary}`);
}

it.each(sealedTables.map(({ of }) => of))(
  '$table was told a canary, and can tell it to who holds the key',
  async (of) => {
    const told = (await wordsIn(house.database.owner, of.table)).flatMap((row) => Object.entries(row));
    const singing = told.filter(([, words]) => traces.some((trace) => words?.toLowerCase().includes(trace)));
    const silent = of.columns.filter((column) => !singing.some(([name]) => name === column));
    expect(silent).toEqual([]);
  },
);

it('a table of words has no column in the clear but its row’s, and codes', async () => {
  for (const { of } of sealedTables) {
    const { rows } = await house.database.owner.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [of.table],
    );
    const says = ({ name, type }: { name: string; type: string }) =>
      name === of.row || !['bytea', 'boolean', 'uuid'].includes(type);
    const clear = rows.filter(says).map(({ name }) => name);
    const words = clear.filter((name) => !(`${of.table}.${name}` in { ...codedColumns, ...plainWords }));
    expect([of.table, words]).toEqual([of.table, [of.row]]);
  }
});

it('no file of the server and no row of the database holds a canary', async () => {
  expect(await tracesInRows(house.database.owner)).toEqual([]);
  expect(await tracesInFiles(house.database.owner)).toEqual([]);
});

it('a canary planted in the clear is found in both', async () => {
  const { owner } = house.database;
  await owner.query(`CREATE TABLE planted AS SELECT 'Invented Qzcanary' AS name`);
  expect(await tracesInRows(house.database.owner)).toEqual([`${canary} in planted`]);
  expect((await tracesInFiles(house.database.owner)).length).toBeGreaterThan(1); // the table's own file, and the write-ahead log
  await owner.query('DROP TABLE planted');
});
