import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { hashOf } from '../platform/http/tokens.js';
import { Secrets } from '../platform/secrets.js';
import type { ReceiptState } from './intake.codes.js';
import { receiptState } from './intake.rules.js';

/** What whoever sent something is told, once: the two of them together ask about it. */
export interface Receipt {
  readonly reference: string;
  readonly secret: string;
}

const characters = '23456789BCDFGHJKMNPQRSTVWXZ';

/** Receipts point at no referral. The second secret is made of the form's own key, so that a form sent twice has one. */
@Injectable()
export class Receipts {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The receipt of this very form where it was sent before. Whoever sends it at the same time waits here. */
  async earlier(tx: EntityManager, formKey: string): Promise<Receipt | null> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [formKey]);
    const [row] = await tx.query<{ reference: string }[]>(
      'SELECT reference FROM intake_receipt WHERE id = $1',
      [formKey],
    );
    return row ? { reference: row.reference, secret: this.secretOf(formKey) } : null;
  }

  async give(tx: EntityManager, formKey: string, reference: string): Promise<Receipt> {
    const secret = this.secretOf(formKey);
    await tx.query(
      'INSERT INTO intake_receipt (id, reference, secret_hash, sent_at) VALUES ($1, $2, $3, $4)',
      [formKey, reference, hashOf(secret), this.clock.now()],
    );
    return { reference, secret };
  }

  /** What it says; 'none' where there is no such receipt or the secret is another's, and nothing says which. */
  async stateOf(tx: EntityManager, { reference, secret }: Receipt): Promise<ReceiptState | 'none'> {
    const [row] = await tx.query<{ secretHash: Buffer; sentAt: Date }[]>(
      `SELECT secret_hash AS "secretHash", sent_at AS "sentAt" FROM intake_receipt WHERE reference = $1 AND organisation_id = my_organisation()`,
      [reference.toUpperCase()],
    );
    const given = hashOf(secret.toUpperCase().replace(/[^0-9A-Z]/g, ''));
    const isRight = timingSafeEqual(given, row?.secretHash ?? Buffer.alloc(32));
    return isRight && row ? receiptState(row.sentAt, this.clock.now()) : 'none';
  }

  /** Twelve characters of 57 bits, in capitals without vowels. */
  private secretOf(formKey: string): string {
    const drawn = createHmac('sha256', this.secrets.keyFor('intake-receipt')).update(formKey).digest();
    return [...drawn.subarray(0, 12)].map((byte) => characters.charAt(byte % characters.length)).join('');
  }
}
