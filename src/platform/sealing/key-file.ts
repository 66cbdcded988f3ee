import * as fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The key file cannot be used. The message is one line: what is wrong and what to do. */
export class KeyFileRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyFileRefused';
  }
}

/** One version of the service key, as the file keeps it. */
export interface KeptVersion {
  readonly version: number;
  /** The key, as its strongbox sealed it. */
  readonly sealed: string;
  /** When the next version took its place, in milliseconds of the epoch; null for the current one. */
  readonly replacedAt: number | null;
}

/** A file that several processes read, and one at a time changes: whole or not at all, and readable by its owner alone. */
export class KeyFile {
  constructor(readonly path: string) {}

  exists(): boolean {
    return fs.existsSync(this.path);
  }

  /** Something that differs once the file was changed. @throws KeyFileRefused where there is none */
  mark(): string {
    try {
      const { mtimeMs, ino } = fs.statSync(this.path);
      return `${String(mtimeMs)} ${String(ino)}`;
    } catch {
      throw new KeyFileRefused(`The key file ${this.path} cannot be read. Put it back from its own backup.`);
    }
  }

  /** @throws KeyFileRefused where it is no key file */
  versions(): KeptVersion[] {
    try {
      const { versions } = JSON.parse(fs.readFileSync(this.path, 'utf8')) as { versions: KeptVersion[] }; // its own shape
      if (versions.length > 0) return versions;
    } catch {
      // Said below, as of a file that holds nothing.
    }
    throw new KeyFileRefused(`The key file ${this.path} is no key file. Put it back from its own backup.`);
  }

  /** On the disk before anything is wrapped under what it holds. */
  write(versions: readonly KeptVersion[]): void {
    const making = `${this.path}.new`;
    fs.rmSync(making, { force: true });
    fs.writeFileSync(making, `${JSON.stringify({ versions }, null, 2)}\n`, { mode: 0o600 });
    const file = fs.openSync(making, 'r');
    fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(making, this.path);
  }

  /** Does something while no other process changes the file. A lock waited for ten seconds is a dead process's. */
  async changing<T>(work: () => T | Promise<T>): Promise<T> {
    const lock = `${this.path}.lock`;
    for (let waited = 0; !this.taken(lock); waited += 20) {
      if (waited >= 10_000) fs.rmSync(lock, { force: true });
      await delay(20);
    }
    try {
      return await work();
    } finally {
      fs.rmSync(lock, { force: true });
    }
  }

  private taken(lock: string): boolean {
    try {
      fs.closeSync(fs.openSync(lock, 'wx', 0o600));
      return true;
    } catch (error) {
      if (typeof error === 'object' && error && 'code' in error && error.code === 'EEXIST') return false;
      throw new KeyFileRefused(
        `No key file can be written at ${this.path}. Let this account write there, or set KEY_FILE to another.`,
      );
    }
  }
}
