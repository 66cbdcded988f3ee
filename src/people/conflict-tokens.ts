import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Secrets } from '../platform/secrets.js';
import { conflictKeys, type Comparable } from './conflict.rules.js';

/** Somebody who is entered; where a member of staff says that they know them, as what declaration of theirs. */
export interface Entered extends Comparable {
  readonly party: 'staff' | 'client' | 'perpetrator';
  readonly id: string;
  readonly declaredAs?: string;
  /** What they are to that client, where they are somebody around them: whoever works here is compared with them, and no client is told by them. */
  readonly around?: string;
}

/**
 * The one place where names and numbers become what conflicts of interest are found by. The key never reaches the database,
 * so that what is compared there tells it nothing.
 */
@Injectable()
export class ConflictTokens {
  constructor(private readonly secrets: Secrets) {}

  /**
   * Enters people; the database keeps apart whoever this shows to be too near. To be the last thing an act does, and all of its
   * people at once: from then on whoever acts may be kept from what they entered.
   */
  async enter(tx: EntityManager, people: readonly Entered[]): Promise<void> {
    const rows = people.flatMap(({ party, id, declaredAs, around, ...person }) =>
      conflictKeys(person).map(({ how, key }) => ({
        [`${party}_id`]: id,
        how: declaredAs === undefined ? how : 'declared',
        declared_conflict_id: declaredAs,
        around,
        token: this.tokenOf(key),
      })),
    );
    // Only whoever can declare anything may write that they did; of somebody around a client likewise.
    const declared = people.some(({ declaredAs }) => declaredAs !== undefined);
    const also = `${declared ? ', declared_conflict_id' : ''}${people.some(({ around }) => around !== undefined) ? ', around' : ''}`;
    const columns = `staff_id, client_id, perpetrator_id, how${also}`;
    await tx.query(
      `INSERT INTO conflict_token (${columns}, token) SELECT ${columns}, decode(token, 'hex')
       FROM jsonb_to_recordset($1) AS t(staff_id uuid, client_id uuid, perpetrator_id uuid, declared_conflict_id uuid, around text, how text, token text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  private tokenOf(key: string): string {
    const whole = createHmac('sha256', this.secrets.keyFor('conflicts')).update(key).digest();
    return whole.subarray(0, 8).toString('hex');
  }
}
