import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

/** An advocate of a service at work on orders, on Friday 20 March 2026 at ten. */
export interface Desk extends GivenService {
  readonly house: TestApp;
  /** A new case of the advocate's. */
  aCase(): Promise<string>;
  /** A posted form's answer. */
  post(path: string, fields: object): Promise<{ status: number; text: string; location: string }>;
  /** What a page says, on one line. */
  read(path: string): Promise<string>;
  /** Records an application in a case, and answers the order's address. */
  applied(caseId: string, appliedOn?: string): Promise<string>;
  /** Posts an act on the order as it stands; the version can be said otherwise. */
  step(address: string, act: string, fields: object): Promise<{ status: number; text: string }>;
  /** Does each act in turn; each must be taken. */
  take(address: string, ...acts: readonly (readonly [act: string, fields: object])[]): Promise<void>;
  order(address: string): Promise<Record<string, unknown>>;
}

export const interimMade = ['make_interim', { on: '10/2/2026', expiresOn: '24/3/2026' }] as const;
export const fullMade = ['make_full', { on: '10/3/2026', lasting: 'fixed', expiresOn: '9/3/2028' }] as const;

export const idIn = (address: string): string => address.split('/').at(-1) ?? '';

export async function openDesk(): Promise<Desk> {
  const house = await startApp('2026-03-20T10:00:00Z');
  const service = await givenAService(house);
  const browser = await house.as(service.advocate.userId);
  const desk: Desk = {
    ...service,
    house,
    aCase: async () => (await givenACase(house.database.owner, service)).caseId,
    post: async (path, fields) => {
      const { status, text, headers } = await browser.post(path).type('form').send(fields);
      return { status, text, location: String(headers['location']) };
    },
    read: async (path) => (await browser.get(path).expect(200)).text.replace(/\s+/g, ' '),
    applied: async (caseId, appliedOn = '2/2/2026') => {
      const { status, location } = await desk.post(`/cases/${caseId}/orders`, { appliedOn });
      expect(status).toBe(303);
      return location;
    },
    step: async (address, act, fields) => {
      const { version } = await desk.order(address);
      return desk.post(`${address}/steps?act=${act}`, { version, ...fields });
    },
    take: async (address, ...acts) => {
      for (const [act, fields] of acts) {
        const answer = await desk.step(address, act, fields);
        expect(answer.status).toBe(303);
      }
    },
    order: async (address) =>
      (await service.row('SELECT * FROM protection_order WHERE id = $1', idIn(address))) ?? {},
  };
  return desk;
}
