import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { RuleBroken } from '../../kernel/errors.js';
import type { KeyCustodian } from './key-custodian.js';
import { SealBroken } from './sealed.js';

/** What a data key opens: everything said of one of these. */
export type Opens =
  | 'client'
  | 'perpetrator'
  | 'case'
  | 'foi_request'
  | 'staff'
  | 'exclusion'
  | 'broken_glass'
  | 'counter_allegation'
  | 'referral_batch'
  | 'batch_sender'
  | 'share_copy';

/** As much of a transaction as sealing needs. */
export type Queries = Pick<EntityManager, 'query'>;

type Row = { readonly id: string; readonly wrapped: Buffer | null };

/**
 * The data keys that one transaction may use. Each is looked up in it: who may not see a record cannot see its key, and one that
 * was destroyed a moment ago is gone.
 */
export class DataKeys {
  private readonly seen = new Map<string, Buffer | null>();

  constructor(
    private readonly tx: Queries,
    private readonly custodian: KeyCustodian,
    private readonly organisationId: string | null,
  ) {}

  /** The keys by id; null where one was destroyed. @throws SealBroken where one is not there for whoever asks */
  async opening(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer | null>> {
    const missing = [...new Set(ids.map((id) => id.toLowerCase()))].filter((id) => !this.seen.has(id));
    if (missing.length > 0) await this.lookUp(missing);
    if (missing.some((id) => !this.seen.has(id))) throw new SealBroken();
    return this.seen;
  }

  /** The key of a record, made where it has none yet. @throws RuleBroken `erased` where it was destroyed */
  async sealing(opens: Opens, asked: string): Promise<Buffer> {
    const id = asked.toLowerCase();
    if (!this.seen.has(id)) await this.lookUp([id]);
    if (!this.seen.has(id)) await this.make(opens, id);
    const key = this.seen.get(id);
    if (key) return key;
    throw new RuleBroken('erased', 'What was said here has been erased, and nothing more can be added');
  }

  private async lookUp(ids: readonly string[]): Promise<void> {
    const rows = await this.tx.query<Row[]>('SELECT id, wrapped FROM data_key WHERE id = ANY ($1)', [ids]);
    const held = rows.flatMap(({ id, wrapped }) => (wrapped === null ? [] : [{ id, wrapped }]));
    const keys = this.custodian.unwrap(held);
    for (const { id } of rows) this.seen.set(id, null);
    for (const [index, { id }] of held.entries()) this.seen.set(id, keys[index] ?? null);
  }

  private async make(opens: Opens, id: string): Promise<void> {
    const [made] = this.custodian.wrap([{ id, key: randomBytes(32) }]);
    if (!made) throw new SealBroken();
    // Of two that make it at once the second waits here, inserts nothing, and finds the first one's.
    await this.tx.query(
      `INSERT INTO data_key (id, opens, organisation_id, wrapped, key_version) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
      [id, opens, this.organisationId, made.wrapped, made.version],
    );
    await this.lookUp([id]);
  }
}
