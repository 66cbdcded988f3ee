import request from 'supertest';
import type { TestApp } from '../support/app.js';

/** Somebody without an account at a browser: the cookie of their visit, and the keys of the form they were shown. */
export class Visitor {
  private cookie = '';

  constructor(
    private readonly house: TestApp,
    private readonly line = '192.0.2.1',
  ) {}

  async get(path: string) {
    const answer = await request(this.house.app.getHttpServer())
      .get(path)
      .set('Cookie', this.cookie)
      .set('X-Forwarded-For', this.line);
    const [set] = (answer.headers['set-cookie'] as unknown as string[] | undefined) ?? []; // supertest's own shape
    if (set) this.cookie = set.split(';')[0] ?? '';
    return answer;
  }

  /** Fills in the form shown at a path and sends it, as a browser would. */
  async send(path: string, fields: Readonly<Record<string, string | readonly string[]>>) {
    const { text } = await this.get(path);
    return this.post(path, { ...keysIn(text), ...fields });
  }

  /** Sends a body just as it is written. */
  raw(path: string, body: string) {
    return request(this.house.app.getHttpServer())
      .post(path)
      .type('form')
      .set('Cookie', this.cookie)
      .set('X-Forwarded-For', this.line)
      .send(body);
  }

  post(path: string, fields: Readonly<Record<string, string | readonly string[]>>) {
    return request(this.house.app.getHttpServer())
      .post(path)
      .type('form')
      .set('Cookie', this.cookie)
      .set('X-Forwarded-For', this.line)
      .send(fields);
  }
}

export function keysIn(html: string): Record<string, string> {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  return { _csrf: value('_csrf'), _once: value('_once') };
}

/** A form filled in for oneself, by somebody invented. */
export function aSelfForm(changes: Record<string, string> = {}): Record<string, string> {
  return {
    fullName: 'Invented Bluebell',
    policeArea: 'E23000033',
    whatHappened: 'Invented: somebody waits outside every day.',
    agreed: 'given',
    channel: 'phone',
    value: '07700 900321',
    safe: 'yes',
    ...changes,
  };
}

/** What a receipt's page shows. */
export function receiptIn(html: string): { reference: string; secret: string } {
  const reference = /RC-\d{4}-[0-9A-Z]{7}/.exec(html)?.[0] ?? '';
  const secret = />\s*([0-9A-Z]{12})\s*</.exec(html)?.[1] ?? '';
  return { reference, secret };
}

/** The reference of the referral that came last: what a receipt says is another. */
export async function lastReference(house: TestApp): Promise<string> {
  const { rows } = await house.database.owner.query<{ reference: string }>(
    `SELECT r.reference FROM event e JOIN referral r ON r.id = e.record_id WHERE e.did = 'referral.received' ORDER BY e.id DESC LIMIT 1`,
  );
  return rows[0]?.reference ?? '';
}
