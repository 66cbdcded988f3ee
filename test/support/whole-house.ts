import { roles, type Role } from '../../src/kernel/actor.js';
import type { TestApp } from './app.js';
import { demoStaff, fillHouse, freezeWhatIsDue } from './demo.js';

const question =
  '1. How many people were referred to the stalking service between 1 April 2024 and 31 March 2025?';

/** The demo, frozen, with a request for information being answered: a house in which every kind of page has something on it. */
export async function fillWholeHouse(house: TestApp, cases = 300): Promise<ReadonlyMap<Role, string>> {
  await fillHouse(house, { cases, today: '2026-03-03' });
  await freezeWhatIsDue(house);
  const staff = new Map<Role, string>();
  for (const { code } of roles) staff.set(code, (await demoStaff(house, code))[0] ?? '');
  await askForFigures(house, staff.get('foi_officer') ?? '');
  return staff;
}

async function askForFigures(house: TestApp, officerId: string): Promise<void> {
  const officer = await house.as(officerId);
  const [first, second] = [await record(officer), await record(officer)];
  const at = `/api/v1/foi/requests/${first}`;
  const version = async () => ((await officer.get(at)).body as { version: number }).version;
  await officer.post(`${at}/answers`).send({ version: await version() });
  await officer
    .post(`/api/v1/foi/requests/${second}/clarifications`)
    .send({ whatWasAsked: 'Which period?', version: 1 });
}

type Officer = Awaited<ReturnType<TestApp['as']>>;

async function record(officer: Officer): Promise<string> {
  const given = {
    receivedOn: '2026-02-02',
    letter: question,
    requesterName: 'Invented Rowan',
    requesterAddress: 'rowan@requests.invalid',
  };
  return ((await officer.post('/api/v1/foi/requests').send(given)).body as { id: string }).id;
}
