import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { CONFIG, type Config } from '../../config.js';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { openText, sealText } from '../sealing/box.js';
import { Secrets } from '../secrets.js';
import type { Exchange } from './exchange.js';
import { cookieName, cookieOf, cookieOptions, hashOf, newToken } from './tokens.js';

/** A form as it was sent: where to, and what was typed, as JSON. */
export interface CarriedForm {
  readonly to: string;
  readonly carried: string;
}

const asSignIn = machine('sign_in');
const anHour = 3_600_000;

/** What is shown to nobody, and so is not kept either: whoever sent it types it again. */
const secrets = ['password', 'current', 'wanted', 'code', 'passkey', 'fromProposer', 'fromApprover'];

/**
 * Forms sent just after their sender's session had ended. Whoever it was finds theirs again once they have signed in, and
 * nobody else: not the next at the same desk, nor whoever has the database, since half of the key is in the browser alone.
 */
@Injectable()
export class CarriedForms {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Keeps what a request sent, where it is a form of somebody whose session ended by itself. Whether it did. */
  async keep({ request, response }: Exchange): Promise<boolean> {
    const carried = typedIn(request);
    const session = cookieOf(request, cookieName('session', this.config));
    if (carried === null || session === undefined) return false;
    const token = newToken();
    const kept = await this.db.run(asSignIn, async (tx) => {
      const [{ holder }] = await tx.query<[{ holder: string | null }]>(
        'SELECT holder_of_session($1) AS holder',
        [hashOf(session)],
      );
      if (holder === null) return false;
      const form = JSON.stringify({ to: request.path, carried } satisfies CarriedForm);
      await tx.query(`DELETE FROM carried_form WHERE staff_id = $1 OR kept_at < now() - interval '1 hour'`, [
        holder,
      ]);
      await tx.query('INSERT INTO carried_form (holder_hash, staff_id, sealed) VALUES ($1, $2, $3)', [
        hashOf(token),
        holder,
        sealText(this.keyTo(token), form, holder),
      ]);
      return true;
    });
    if (kept) response.cookie(this.cookie, token, { ...cookieOptions(this.config), maxAge: anHour });
    return kept;
  }

  /** What somebody sent before they signed in again in the same browser, taken away; null where there is nothing of theirs. */
  async take(staffId: string, { request, response }: Exchange): Promise<CarriedForm | null> {
    const token = cookieOf(request, this.cookie);
    if (token === undefined) return null;
    response.clearCookie(this.cookie, { path: '/' });
    const [rows] = await this.db.run(asSignIn, (tx) =>
      tx.query<[{ sealed: Buffer }[], number]>(
        `DELETE FROM carried_form WHERE holder_hash = $1 AND staff_id = $2 AND kept_at > now() - interval '1 hour' RETURNING sealed`,
        [hashOf(token), staffId],
      ),
    );
    const sealed = rows[0]?.sealed;
    return sealed ? (JSON.parse(openText(this.keyTo(token), sealed, staffId)) as CarriedForm) : null; // as it was kept above
  }

  private get cookie(): string {
    return cookieName('carried', this.config);
  }

  private keyTo(token: string): Buffer {
    return createHmac('sha256', this.secrets.keyFor('carried-form')).update(token).digest();
  }
}

/** What was typed into a form, as JSON; null where nothing was, or where something of it is a secret. */
function typedIn(request: Request): string | null {
  if (request.method !== 'POST' || !request.is('application/x-www-form-urlencoded')) return null;
  const fields = Object.keys((request.body ?? {}) as object); // what the form parser makes
  if (fields.length === 0 || fields.some((field) => secrets.includes(field))) return null;
  return carriedOf(request);
}

/** What was typed, for the form that goes on; fields of ours, such as a token against forgery, begin with a line and stay behind. */
export function carriedOf({ body }: Request): string {
  const typed = typeof body === 'object' && body !== null ? Object.entries(body as object) : [];
  return JSON.stringify(Object.fromEntries(typed.filter(([name]) => !name.startsWith('_'))));
}
