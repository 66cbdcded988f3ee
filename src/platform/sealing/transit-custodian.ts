import { readFileSync } from 'node:fs';
import type { DataKey, KeyCustodian, WrappedKey } from './key-custodian.js';
import { SealBroken } from './sealed.js';

/** Where the service key is kept, and by what the program proves itself there. */
export interface TransitAddress {
  /** The secrets engine's own address: https://vault.example:8200/v1/transit. */
  readonly url: string;
  /** Holds the token, and is read each time: whoever renews it need not tell the program. */
  readonly tokenFile: string;
}

/** The key custodian did not answer, or refused. */
export class CustodianUnreachable extends Error {
  constructor() {
    super('The key custodian cannot be reached');
    this.name = 'CustodianUnreachable';
  }
}

const keyName = 'larkspur';

/**
 * The service key in the transit engine of Vault or OpenBao, which never lets it out: data keys go there to be wrapped and
 * unwrapped, a page's worth at once. The key is to be of a type that authenticates associated data (aes256-gcm96).
 */
export class TransitCustodian implements KeyCustodian {
  constructor(private readonly address: TransitAddress) {}

  async currentVersion(): Promise<number> {
    const { latest_version: latest } = await this.ask<{ latest_version: number }>('GET', `keys/${keyName}`);
    return latest;
  }

  async wrap(keys: readonly DataKey[]): Promise<(WrappedKey & { readonly version: number })[]> {
    const items = keys.map(({ id, key }) => ({
      plaintext: key.toString('base64'),
      associated_data: associated(id),
    }));
    const results = await this.batch<{ ciphertext: string }>('encrypt', items);
    return results.map(({ ciphertext }, index) => ({
      id: keys[index]?.id ?? '',
      version: versionIn(ciphertext),
      wrapped: Buffer.from(ciphertext, 'utf8'),
    }));
  }

  async unwrap(keys: readonly WrappedKey[]): Promise<Buffer[]> {
    const items = keys.map(({ id, wrapped }) => ({
      ciphertext: wrapped.toString('utf8'),
      associated_data: associated(id),
    }));
    const results = await this.batch<{ plaintext: string }>('decrypt', items);
    return results.map(({ plaintext }) => Buffer.from(plaintext, 'base64'));
  }

  async rotate(): Promise<number> {
    await this.ask('POST', `keys/${keyName}/rotate`);
    return this.currentVersion();
  }

  /** Old versions are let go where they are kept: by `min_decryption_version` there. */
  retire(): Promise<readonly number[]> {
    return Promise.resolve([]);
  }

  private async batch<Result extends object>(
    act: 'encrypt' | 'decrypt',
    items: readonly object[],
  ): Promise<Result[]> {
    const asked = { batch_input: items };
    const { batch_results: results } = await this.ask<{ batch_results: (Result | { error: string })[] }>(
      'POST',
      `${act}/${keyName}`,
      asked,
    );
    if (results.length !== items.length) throw new SealBroken();
    return results.map((result) => {
      if ('error' in result) throw new SealBroken();
      return result;
    });
  }

  /** @throws CustodianUnreachable, without a word of what was sent or said */
  private async ask<Data>(method: 'GET' | 'POST', path: string, body?: object): Promise<Data> {
    const { url, tokenFile } = this.address;
    try {
      const response = await fetch(`${url}/${path}`, {
        method,
        headers: {
          'X-Vault-Token': readFileSync(tokenFile, 'utf8').trim(),
          'Content-Type': 'application/json',
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(5_000),
        redirect: 'error',
      });
      // With one item of a batch refused the whole answers 400, and says which.
      if (!response.ok && response.status !== 400) throw new CustodianUnreachable();
      const text = await response.text();
      const { data } = (text === '' ? {} : JSON.parse(text)) as { data?: Data }; // Vault's own shape
      return data ?? ({} as Data); // rotating answers with nothing
    } catch {
      throw new CustodianUnreachable();
    }
  }
}

function associated(id: string): string {
  return Buffer.from(`data_key|${id}`, 'utf8').toString('base64');
}

/** 'vault:v3:…' is of version 3. */
function versionIn(ciphertext: string): number {
  const [, version] = /^\w+:v(\d+):/.exec(ciphertext) ?? [];
  if (version === undefined) throw new SealBroken();
  return Number(version);
}
