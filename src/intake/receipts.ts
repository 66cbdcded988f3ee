import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { reference } from '../cases/reference.js';
import { Clock } from '../platform/clock.js';
import { hashOf } from '../platform/http/tokens.js';
import { Secrets } from '../platform/secrets.js';
import type { PublicFormCode } from '../referrals/referral.codes.js';
import type { ReceiptState } from './intake.codes.js';
import { receiptState } from './intake.rules.js';

/** What whoever sent something is told, once: the two of them together ask about it. */
export interface Receipt {
  readonly reference: string;
  readonly secret: string;
}

const characters = '23456789BCDFGHJKMNPQRSTVWXZ';

/**
 * Receipts point at no referral, and have a reference of their own: whoever sent a form in somebody's name cannot quote that of a
 * record. The second secret is made of the form's own key, so that a form sent twice has one.
 */
@Injectable()
export class Receipts {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /**
   * What the same form saying the same is known by, however often it is sent. A page that a browser kept, sent again with "not safe"
   * where "safe" stood, is another, so that nothing of it is lost. One without a key, or with what is none, is by itself.
   */
  keyOf(formKey: string | undefined, code: PublicFormCode, said: object): string {
    if (formKey === undefined || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(formKey))
      return randomUUID();
    const words = Object.entries(said).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const of = createHmac('sha256', this.secrets.keyFor('intake-receipt')).update(
      JSON.stringify(['form', formKey, code, words]),
    );
    return of.digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  }

  /** The receipt of this very form where it was sent before. Whoever sends it at the same time waits here. */
  async earlier(tx: EntityManager, formKey: string): Promise<Receipt | null> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [formKey]);
    const [row] = await tx.query<{ reference: string }[]>(
      'SELECT reference FROM intake_receipt WHERE id = $1',
      [formKey],
    );
    return row ? { reference: row.reference, secret: this.secretOf(formKey) } : null;
  }

  async give(tx: EntityManager, formKey: string): Promise<Receipt> {
    const secret = this.secretOf(formKey);
    const drawn = reference('RC', this.clock.today());
    await tx.query(
      'INSERT INTO intake_receipt (id, reference, secret_hash, sent_at) VALUES ($1, $2, $3, $4)',
      [formKey, drawn, hashOf(secret), this.clock.now()],
    );
    return { reference: drawn, secret };
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
