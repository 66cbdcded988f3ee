import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { addEntry } from '../platform/audit/entry.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';

/** Whose account was tried, where it is anyone's. */
export type Whose = { readonly staffId: string; readonly organisationId: string } | undefined;

/** A try at getting in: by what name, whose account that is, and by which factor where it was not the password. */
export interface Try {
  readonly name: string;
  readonly whose: Whose;
  readonly factor?: string;
}

/** Tells the log what became of a try: of an account that is nobody's, by the keyed hash of what was typed alone. */
@Injectable()
export class CredentialLog {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  /** In a transaction of its own, for what nothing else of it is written. */
  enterAlone(tried: Try, reason: 'wrong' | null): Promise<void> {
    return this.db.run(machine('sign_in', tried.whose?.organisationId), (tx) =>
      this.enter(tx, tried, reason),
    );
  }

  /** Does what may be refused. A refusal is entered before anyone is told of it. */
  async refusalsOf<T>(tried: Try, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RuleBroken) await this.enterAlone(tried, 'wrong');
      throw error;
    }
  }

  async enter(
    tx: EntityManager,
    { name, whose, factor }: Try,
    reason: 'wrong' | 'throttled' | null,
  ): Promise<void> {
    await addEntry(tx, {
      act: reason === null ? 'credential.accepted' : 'credential.refused',
      result: reason === null ? 'allowed' : 'refused',
      ...(reason === null ? {} : { reason }),
      ...(whose === undefined ? {} : { about: { kind: 'staff', id: whose.staffId } }),
      ...(factor === undefined ? {} : { fields: [factor] }),
      fingerprint: createHmac('sha256', this.secrets.keyFor('throttle'))
        .update(`account:${name.toLowerCase()}`)
        .digest('hex'),
    });
  }
}
