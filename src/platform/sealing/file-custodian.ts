import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { DataKey, KeyCustodian, WrappedKey } from './key-custodian.js';
import { KeyFile, KeyFileRefused, type KeptVersion } from './key-file.js';
import { decrypted, encrypted, SealBroken } from './sealed.js';

interface Versions {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

/** How long a version is kept after another replaced it, whatever is wrapped under it: longer than any transaction. */
const graceMilliseconds = 60 * 60 * 1000;

/** The one format of a wrapped key: format byte, version of the service key, IV, ciphertext, tag. */
const [format, headBytes] = [1, 5];

/**
 * Service keys in a file of their own, for a service with one server. Each is sealed under the root secret, so the file and
 * the database together open nothing without it. Web and worker share the file: it is read again whenever it has changed.
 */
export class FileCustodian implements KeyCustodian {
  private readonly file: KeyFile;
  private read: { readonly versions: Versions; readonly mark: string } | null = null;

  constructor(
    readonly path: string,
    private readonly rootKey: Buffer,
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
    return this.file.changing(() => {
      if (!this.exists()) this.file.write([this.made(1)]);
    });
  }

  currentVersion(): Promise<number> {
    return Promise.resolve(this.versions().current);
  }

  wrap(keys: readonly DataKey[]): Promise<(WrappedKey & { readonly version: number })[]> {
    const { current, keys: known } = this.versions();
    const serviceKey = known.get(current);
    if (!serviceKey) throw new SealBroken();
    const head = Buffer.alloc(headBytes, format);
    head.writeUInt32BE(current, 1);
    return Promise.resolve(
      keys.map(({ id, key }) => ({
        id,
        version: current,
        wrapped: Buffer.concat([head, encrypted(key, serviceKey, aadOf(id, current))]),
      })),
    );
  }

  async unwrap(keys: readonly WrappedKey[]): Promise<Buffer[]> {
    const versions = await Promise.resolve(this.versions());
    return keys.map(({ id, wrapped }) => {
      if (wrapped.length < headBytes || wrapped[0] !== format) throw new SealBroken();
      const version = wrapped.readUInt32BE(1);
      const serviceKey = versions.keys.get(version);
      if (!serviceKey) throw new SealBroken();
      return decrypted(wrapped.subarray(headBytes), serviceKey, aadOf(id, version));
    });
  }

  rotate(): Promise<number> {
    return this.file.changing(() => {
      const kept = this.file.versions();
      const version = Math.max(...kept.map((each) => each.version)) + 1;
      const replacedAt = this.clock.now().getTime();
      const replaced = kept.map((each) => (each.replacedAt === null ? { ...each, replacedAt } : each));
      this.file.write([...replaced, this.made(version)]);
      return version;
    });
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

  /** The versions as the file now has them. @throws KeyFileRefused where it cannot be read */
  private versions(): Versions {
    const mark = this.file.mark();
    if (this.read?.mark !== mark) this.read = { versions: this.opened(this.file.versions()), mark };
    return this.read.versions;
  }

  private opened(kept: readonly KeptVersion[]): Versions {
    const keys = new Map<number, Buffer>();
    for (const { version, sealed } of kept) {
      try {
        keys.set(version, decrypted(Buffer.from(sealed, 'base64'), this.rootKey, fileAad(version)));
      } catch {
        throw new KeyFileRefused(
          `The key file ${this.path} was made with another root secret. Put back the secret, or the key file, that belongs to this database.`,
        );
      }
    }
    return { current: Math.max(...keys.keys()), keys };
  }

  private made(version: number): KeptVersion {
    const sealed = encrypted(randomBytes(32), this.rootKey, fileAad(version)).toString('base64');
    return { version, sealed, replacedAt: null };
  }
}

function aadOf(id: string, version: number): string {
  return `data_key|${id}|${String(version)}`;
}

function fileAad(version: number): string {
  return `service_key|${String(version)}`;
}
