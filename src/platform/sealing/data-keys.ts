import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { RuleBroken } from '../../kernel/errors.js';
import type { KeyCustodian, WrappedKey } from './key-custodian.js';
import { SealBroken } from './sealed.js';

/** What a data key opens: everything said of one of these. */
export type Opens =
  'client' | 'perpetrator' | 'case' | 'foi_request' | 'staff' | 'exclusion' | 'broken_glass';

/** As much of a transaction as sealing needs. */
export type Queries = Pick<EntityManager, 'query'>;

/** Unwrapped keys, kept in memory for a minute so that a custodian over the network is not asked for each page anew. */
export class KeyCache {
  private readonly kept = new Map<string, { key: Buffer; until: number }>();

  get(wrapped: WrappedKey): Buffer | undefined {
    const found = this.kept.get(nameOf(wrapped));
    if (found && found.until > performance.now()) return found.key;
    this.kept.delete(nameOf(wrapped));
    return undefined;
  }

  set(wrapped: WrappedKey, key: Buffer): void {
    const oldest = this.kept.keys().next();
    if (this.kept.size >= 10_000 && !oldest.done) this.kept.delete(oldest.value);
    this.kept.set(nameOf(wrapped), { key, until: performance.now() + 60_000 });
  }
}

/** By the wrapped key itself too: what the database holds decides, and not what it held a minute ago. */
function nameOf({ id, wrapped }: WrappedKey): string {
  return `${id} ${wrapped.toString('base64')}`;
}

type Row = { readonly id: string; readonly wrapped: Buffer | null };

/**
 * The data keys that one transaction may use. Each is looked up in it, whatever is in the cache: who may not see a record
 * cannot see its key, and one that was destroyed a moment ago is gone.
 */
export class DataKeys {
  private readonly seen = new Map<string, Buffer | null>();

  constructor(
    private readonly tx: Queries,
    private readonly custodian: KeyCustodian,
    private readonly cache: KeyCache,
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
    const unknown: WrappedKey[] = [];
    for (const { id, wrapped } of rows) {
      const known = wrapped === null ? null : this.cache.get({ id, wrapped });
      if (known !== undefined) this.seen.set(id, known);
      else if (wrapped !== null) unknown.push({ id, wrapped });
    }
    if (unknown.length === 0) return;
    const keys = await this.custodian.unwrap(unknown);
    for (const [index, wrapped] of unknown.entries()) this.keep(wrapped, keys[index]);
  }

  private async make(opens: Opens, id: string): Promise<void> {
    const [made] = await this.custodian.wrap([{ id, key: randomBytes(32) }]);
    if (!made) throw new SealBroken();
    // Of two that make it at once the second waits here, inserts nothing, and finds the first one's.
    await this.tx.query(
      `INSERT INTO data_key (id, opens, organisation_id, wrapped, key_version) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
      [id, opens, this.organisationId, made.wrapped, made.version],
    );
    await this.lookUp([id]);
  }

  private keep(wrapped: WrappedKey, key: Buffer | undefined): void {
    if (!key) throw new SealBroken();
    this.seen.set(wrapped.id, key);
    this.cache.set(wrapped, key);
  }
}
