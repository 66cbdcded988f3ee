import { Release } from '../../src/sending/release.service.js';
import { contactMethodIdentity } from '../../src/parties/party.sealed.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { startApp } from './app.js';
import type { AdvocateDesk } from './advocate-desk.js';
import { givenACase, type CaseIds } from './given-cases.js';
import { idOf } from './given-people.js';
import { givenAService } from './given-service.js';
import { openOutsideWorld, type OutsideWorld } from './outside-world.js';
import { sealing } from './sealing.js';

/** An advocate whose service has a text gateway and a mail server, on Tuesday 3 March 2026 at ten. */
export interface SendingDesk extends AdvocateDesk {
  readonly world: OutsideWorld;
  /** Another way to reach the client of a case, safe at any time unless told otherwise. */
  aMethod(kase: CaseIds, channel: string, facts?: Readonly<Record<string, string | null>>): Promise<string>;
  /** Asks for something to go out. */
  prepare(
    kase: CaseIds,
    body: object,
  ): Promise<{ status: number; body: { id: string; type?: string; detail?: string } }>;
  /** Does what the job does with something that waits. */
  release(outgoingId: string): Promise<number>;
  outgoing(id: string): Promise<Record<string, unknown>>;
}

export async function openSendingDesk(): Promise<SendingDesk> {
  const world = await openOutsideWorld();
  const house = await startApp('2026-03-03T10:00:00Z', world.config);
  const service = await givenAService(house);
  const browser = await house.as(service.advocate.userId);
  const { owner } = house.database;
  return {
    ...service,
    world,
    house,
    browser,
    aCase: () => givenACase(owner, service),
    versionOf: async (caseId) =>
      (await service.row('SELECT version FROM case_file WHERE id = $1', caseId))?.['version'],
    post: (path, fields) => browser.post(path).type('form').send(fields),
    aMethod: async ({ clientId }, channel, facts = {}) => {
      const row = { ...safe, ...facts };
      const names = Object.keys(row);
      const places = names.map((_, index) => `$${String(index + 3)}`);
      const id = await idOf(
        owner,
        `INSERT INTO contact_method (client_id, channel, ${names.join(', ')}) VALUES ($1, $2, ${places.join(', ')})`,
        [clientId, channel, ...Object.values(row)],
      );
      const place = { of: contactMethodIdentity, row: id, keyId: clientId };
      await insertSealed(sealing(owner, service.advocate.organisationId), place, { value: valueOf(channel) });
      return id;
    },
    prepare: async ({ caseId }, body) => browser.post(`/api/v1/cases/${caseId}/outgoing`).send(body),
    release: async (outgoingId) => {
      const { rows } = await owner.query<{ id: number; case_id: string }>(
        `SELECT id, case_id FROM event WHERE record_id = $1 AND did = 'outgoing.queued'`,
        [outgoingId],
      );
      const [event] = rows;
      if (!event) throw new Error('It was never queued');
      return house.app.get(Release).release({ eventId: event.id, caseId: event.case_id, outgoingId });
    },
    outgoing: async (id) => (await service.row('SELECT * FROM outgoing WHERE id = $1', id)) ?? {},
  };
}

const safe = {
  safe: 'yes',
  voicemail_safe: 'no',
  device_watched: 'no',
  withheld_number: 'no',
  safe_minutes: '{[0,10080)}',
  verified_on: '2026-02-02',
};

function valueOf(channel: string): string {
  if (channel === 'email') return 'demo.aster@mail.invalid';
  return channel === 'post' ? '12 Invented Street, Demoton, ZZ99 9ZZ' : '07700 900321';
}
