import { decrypted, encrypted } from './sealed.js';

/** By what the service keys are sealed while they lie in the key file, so that the file alone opens nothing. */
export interface Strongbox {
  /** What must be the one that the file was made with, in words. */
  readonly opener: string;
  /** As text, bound to its version. */
  seal(key: Buffer, version: number): Promise<string>;
  /** @throws SealBroken where it was sealed by another, or as another version */
  open(sealed: string, version: number): Promise<Buffer>;
}

/** What a service key is bound to wherever it is sealed. */
export function placeOf(version: number): string {
  return `service_key|${String(version)}`;
}

/** Seals under a key derived from the root secret, for a service that keeps no key service. */
export class RootBox implements Strongbox {
  readonly opener = 'root secret';

  constructor(private readonly rootKey: Buffer) {}

  seal(key: Buffer, version: number): Promise<string> {
    return Promise.resolve(encrypted(key, this.rootKey, placeOf(version)).toString('base64'));
  }

  async open(sealed: string, version: number): Promise<Buffer> {
    return Promise.resolve(decrypted(Buffer.from(sealed, 'base64'), this.rootKey, placeOf(version)));
  }
}
