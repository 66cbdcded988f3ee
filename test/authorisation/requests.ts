import type { Person } from '../../src/kernel/actor.js';
import type { TestApp } from '../support/app.js';
import { givenFrozen } from '../support/given-foi.js';
import { asProgram } from './asking.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

const letter =
  '1. How many people were referred to the stalking service between 1 April 2024 and 31 March 2025?';

/** Requests for information, each with a drafted answer: one's own, a colleague's, one released, and another authority's, released. */
export async function requestsOf(
  house: TestApp,
  { organisation, person, officers, elsewhere }: People,
): Promise<Readonly<Partial<Record<Relation, Names>>>> {
  const printed = [
    { family: 'referrals_and_cases', cell: ['referral_accepted'], quarters: { '2024-Q2': 20 } },
  ];
  for (const service of [organisation, elsewhere.service])
    await givenFrozen(house.database.owner, service, { upTo: '2025-Q3', printed });
  return {
    own: await drafted(house, person.foi_officer),
    team: await drafted(house, officers.colleague),
    over: await released(house, officers.colleague, person.foi_officer),
    other_service: await released(house, elsewhere.person.foi_officer, elsewhere.officer),
  };
}

async function drafted(house: TestApp, officer: Person): Promise<Names> {
  const { post, get } = await asProgram(house, officer.userId);
  const given = {
    receivedOn: '2026-02-02',
    letter,
    requesterName: 'Invented Rowan',
    requesterAddress: 'rowan@requests.invalid',
  };
  const { id: requestId = '' } = (await post('/api/v1/foi/requests', given)) as Names; // the body's shape
  const at = `/api/v1/foi/requests/${requestId}`;
  const { version } = (await get(at)) as { version: number }; // likewise
  await post(`${at}/answers`, { version });
  const { rows } = await house.database.owner.query<Names>(
    `SELECT id AS "answerId", encode(letter_hash, 'hex') AS hash FROM foi_answer WHERE request_id = $1`,
    [requestId],
  );
  return { requestId, ...rows[0] };
}

/** Drafted and released by one officer, approved by the other. */
async function released(house: TestApp, officer: Person, approver: Person): Promise<Names> {
  const names = await drafted(house, officer);
  const at = `/api/v1/foi/requests/${names['requestId'] ?? ''}`;
  for (const [who, act] of [
    [approver, 'approval'],
    [officer, 'release'],
  ] as const) {
    const { get, post } = await asProgram(house, who.userId);
    const { version } = (await get(at)) as { version: number }; // the body's shape
    await post(`${at}/answers/1/${act}`, act === 'approval' ? { version, hash: names['hash'] } : { version });
  }
  return names;
}
