import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.js';
import { KeyVersionUnknown, type DataKey, type KeyCustodian, type WrappedKey } from './key-custodian.js';
import { KeyFile, KeyFileRefused, type KeptVersion } from './key-file.js';
import { decrypted, encrypted, SealBroken } from './sealed.js';
import type { Strongbox } from './strongbox.js';

interface Versions {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Buffer>;
  /** Of the file they were read from: it differs once that has changed. */
  readonly mark: string;
}

/** How long a version is kept after another replaced it, whatever is wrapped under it: longer than any transaction. */
const graceMilliseconds = 60 * 60 * 1000;

/** The one format of a wrapped key: format byte, version of the service key, IV, ciphertext, tag. */
const [format, headBytes] = [1, 5];

/**
 * Service keys in a file of their own, each sealed by a strongbox: file and database together open nothing without that. Web and
 * worker share the file: it is read again, before the next transaction, whenever it has changed.
 */
export class FileCustodian implements KeyCustodian {
  private readonly file: KeyFile;
  private known: Versions | null = null;
  private reading: Promise<void> | null = null;

  constructor(
    readonly path: string,
    private readonly box: Strongbox,
    private readonly clock: Clock,
  ) {
    this.file = new KeyFile(path);
  }

  /** Whether there is a key file yet. */
  exists(): boolean {
    return this.file.exists();
  }

  /** Makes the first version, unless another process was quicker. */
  begin(): Promise<void> {
    return this.file.changing(async () => {
      if (!this.exists()) this.file.write([await this.made(1)]);
    });
  }

  /** @throws KeyFileRefused where the file cannot be read */
  async ready(): Promise<void> {
    if (!this.exists()) this.known = null;
    else if (this.known?.mark !== this.file.mark())
      await (this.reading ??= this.read().finally(() => {
        this.reading = null;
      }));
  }

  currentVersion(): number {
    return this.versions().current;
  }

  wrap(keys: readonly DataKey[]): (WrappedKey & { readonly version: number })[] {
    const { current, keys: known } = this.versions();
    const serviceKey = known.get(current);
    if (!serviceKey) throw new SealBroken();
    const head = Buffer.alloc(headBytes, format);
    head.writeUInt32BE(current, 1);
    return keys.map(({ id, key }) => ({
      id,
      version: current,
      wrapped: Buffer.concat([head, encrypted(key, serviceKey, aadOf(id, current))]),
    }));
  }

  unwrap(keys: readonly WrappedKey[]): Buffer[] {
    const versions = this.versions();
    return keys.map(({ id, wrapped }) => {
      if (wrapped.length < headBytes || wrapped[0] !== format) throw new SealBroken();
      const version = wrapped.readUInt32BE(1);
      const serviceKey = versions.keys.get(version);
      if (!serviceKey) throw new KeyVersionUnknown();
      return decrypted(wrapped.subarray(headBytes), serviceKey, aadOf(id, version));
    });
  }

  async rotate(): Promise<number> {
    const version = await this.file.changing(async () => {
      const kept = this.file.versions();
      const next = Math.max(...kept.map((each) => each.version)) + 1;
      const replacedAt = this.clock.now().getTime();
      const replaced = kept.map((each) => (each.replacedAt === null ? { ...each, replacedAt } : each));
      this.file.write([...replaced, await this.made(next)]);
      return next;
    });
    await this.ready();
    return version;
  }

  retire(inUse: readonly number[]): Promise<readonly number[]> {
    return this.file.changing(() => {
      // A transaction may still be about to commit a key wrapped under what was current when it began.
      const longAgo = this.clock.now().getTime() - graceMilliseconds;
      const goes = ({ version, replacedAt }: KeptVersion) =>
        replacedAt !== null && replacedAt < longAgo && !inUse.includes(version);
      const kept = this.file.versions();
      const going = kept.filter(goes).map(({ version }) => version);
      if (going.length > 0) this.file.write(kept.filter((each) => !goes(each)));
      return going;
    });
  }

  /** The versions as they were last read. @throws KeyFileRefused where there is no file */
  private versions(): Versions {
    if (this.known) return this.known;
    this.file.mark();
    throw new KeyVersionUnknown();
  }

  private async read(): Promise<void> {
    const mark = this.file.mark();
    const keys = new Map<number, Buffer>();
    for (const { version, sealed } of this.file.versions())
      keys.set(version, await this.box.open(sealed, version).catch((error: unknown) => this.refused(error)));
    this.known = { current: Math.max(...keys.keys()), keys, mark };
  }

  private refused(error: unknown): never {
    if (!(error instanceof SealBroken)) throw error;
    const { opener } = this.box;
    throw new KeyFileRefused(
      `The key file ${this.path} was made with another ${opener}. Put back the ${opener}, or the key file, that belongs to this database.`,
    );
  }

  private async made(version: number): Promise<KeptVersion> {
    return { version, sealed: await this.box.seal(randomBytes(32), version), replacedAt: null };
  }
}

function aadOf(id: string, version: number): string {
  return `data_key|${id}|${String(version)}`;
}
