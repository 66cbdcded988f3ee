import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { keyRoles, machine, SessionToken, type KeyScope, type ServiceKey } from '../../kernel/actor.js';
import { SignedOut } from '../../kernel/errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Refusal } from './refusal.js';

interface UsedKey {
  key_id: string;
  organisation_id: string;
  scope: KeyScope;
  uses: number;
}

/** How often a key may be used in a minute. Counted in Postgres, so that no second process and no restart forgets. */
const usesInAMinute = 60;

/** Programs outside, that come with `Authorization: Bearer lk_…`. */
@Injectable()
export class ServiceKeys {
  constructor(private readonly db: UnitOfWork) {}

  /**
   * Whose key a request bears; null where it bears none: another scheme is some proxy's. Every use counts, whatever comes of it.
   * @throws SignedOut where it is no key, not yet or no longer one; Refusal 429 where it was used too often
   */
  async keyOf({ headers: { authorization } }: Request): Promise<ServiceKey | null> {
    if (!/^Bearer\b/i.test(authorization ?? '')) return null;
    const [, given = ''] = /^Bearer ([\w-]{1,100})$/i.exec(authorization ?? '') ?? [];
    const [key] = await this.db.run(machine('sign_in'), (tx) =>
      tx.query<UsedKey[]>('SELECT * FROM count_key_use($1)', [given]),
    );
    if (!key) throw new SignedOut();
    if (key.uses > usesInAMinute) throw tooOften();
    return {
      role: keyRoles[key.scope],
      userId: null,
      organisationId: key.organisation_id,
      keyId: key.key_id,
      scope: key.scope,
      token: new SessionToken(given),
    };
  }
}

function tooOften(): Refusal {
  return new Refusal(
    429,
    'used-too-often',
    `This key was used more than ${String(usesInAMinute)} times in a minute. Wait a minute, then go on.`,
    { 'Retry-After': '60' },
  );
}
