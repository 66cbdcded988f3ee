import { readFileSync } from 'node:fs';
import { SealBroken } from './sealed.js';
import { placeOf, type Strongbox } from './strongbox.js';

/** Where the key service is, and by what the program proves itself there. */
export interface TransitAddress {
  /** The secrets engine's own address: https://vault.example:8200/v1/transit. */
  readonly url: string;
  /** Holds the token, and is read each time: whoever renews it need not tell the program. */
  readonly tokenFile: string;
}

/** The key service did not answer, or refused. */
export class KeyServiceUnreachable extends Error {
  constructor() {
    super('The key service cannot be reached');
    this.name = 'KeyServiceUnreachable';
  }
}

const keyName = 'larkspur';

/**
 * Seals under a key in the transit engine of Vault or OpenBao, which never lets that one out. It is asked as a process starts
 * and after a rotation, and never while anybody waits for a page. Its key is to be of a type that authenticates associated
 * data (aes256-gcm96).
 */
export class TransitBox implements Strongbox {
  readonly opener = 'key service';

  constructor(private readonly address: TransitAddress) {}

  async seal(key: Buffer, version: number): Promise<string> {
    const { ciphertext } = await this.ask<{ ciphertext: string }>('encrypt', {
      plaintext: key.toString('base64'),
      associated_data: associated(version),
    });
    return ciphertext;
  }

  async open(sealed: string, version: number): Promise<Buffer> {
    const { plaintext } = await this.ask<{ plaintext: string }>('decrypt', {
      ciphertext: sealed,
      associated_data: associated(version),
    });
    return Buffer.from(plaintext, 'base64');
  }

  /** @throws KeyServiceUnreachable, or SealBroken where it answers that this is none of its own, without a word of what was sent */
  private async ask<Data>(act: 'encrypt' | 'decrypt', body: object): Promise<Data> {
    const { url, tokenFile } = this.address;
    const answer = await fetch(`${url}/${act}/${keyName}`, {
      method: 'POST',
      headers: {
        'X-Vault-Token': readFileSync(tokenFile, 'utf8').trim(),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
      redirect: 'error',
    }).catch(() => null);
    if (answer?.status === 400) throw new SealBroken();
    if (!answer?.ok) throw new KeyServiceUnreachable();
    const { data } = (await answer.json()) as { data: Data }; // Vault's own shape
    return data;
  }
}

function associated(version: number): string {
  return Buffer.from(placeOf(version), 'utf8').toString('base64');
}
