import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealBroken } from '../../../src/platform/sealing/sealed.js';
import { CustodianUnreachable, TransitCustodian } from '../../../src/platform/sealing/transit-custodian.js';

interface Item {
  plaintext?: string;
  ciphertext?: string;
  associated_data: string;
}

/** As much of Vault's transit engine as is asked for, over real HTTP: aes256-gcm96 with associated data and versions. */
class Transit {
  readonly keys = [randomBytes(32)];
  token = 'first';

  answer(method: string, path: string, token: unknown, body: string): [number, object?] {
    if (token !== this.token) return [403, { errors: ['permission denied'] }];
    if (path === '/v1/transit/keys/larkspur/rotate') {
      this.keys.push(randomBytes(32));
      return [204];
    }
    if (path === '/v1/transit/keys/larkspur') return [200, { data: { latest_version: this.keys.length } }];
    const { batch_input: items } = JSON.parse(body) as { batch_input: Item[] };
    const results = items.map((item) =>
      path.endsWith('/encrypt/larkspur') ? this.encrypt(item) : this.decrypt(item),
    );
    return [results.some((each) => 'error' in each) ? 400 : 200, { data: { batch_results: results } }];
  }

  private encrypt({ plaintext = '', associated_data: aad }: Item) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keys.at(-1) ?? '', iv).setAAD(
      Buffer.from(aad, 'base64'),
    );
    const sealed = Buffer.concat([
      iv,
      cipher.update(plaintext, 'base64'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return { ciphertext: `vault:v${String(this.keys.length)}:${sealed.toString('base64')}` };
  }

  private decrypt({ ciphertext = '', associated_data: aad }: Item) {
    try {
      const [, version, text = ''] = /^vault:v(\d+):(.*)$/.exec(ciphertext) ?? [];
      const sealed = Buffer.from(text, 'base64');
      const key = this.keys[Number(version) - 1] ?? '';
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAAD(Buffer.from(aad, 'base64')).setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
      return { plaintext: plain.toString('base64') };
    } catch {
      return { error: 'cipher: message authentication failed' };
    }
  }
}

let transit: Transit;
let server: Server;
let folder: string;
let custodian: TransitCustodian;
const dataKey = { id: '10000000-0000-4000-8000-000000000001', key: randomBytes(32) };

beforeEach(async () => {
  transit = new Transit();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const [status, answer] = transit.answer(
        method,
        url,
        headers['x-vault-token'],
        Buffer.concat(chunks).toString(),
      );
      response.writeHead(status).end(answer === undefined ? '' : JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  folder = mkdtempSync(join(tmpdir(), 'larkspur-transit-'));
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, 'first\n');
  const { port } = server.address() as AddressInfo; // what listens on TCP has one
  custodian = new TransitCustodian({ url: `http://127.0.0.1:${String(port)}/v1/transit`, tokenFile });
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

it('a key service wraps and unwraps many at once, also what an older version wrapped', async () => {
  const other = { id: '20000000-0000-4000-8000-000000000002', key: randomBytes(32) };
  const first = await custodian.wrap([dataKey, other]);
  expect(await custodian.rotate()).toBe(2);
  const second = await custodian.wrap([dataKey]);
  expect([...first, ...second].map(({ version }) => version)).toEqual([1, 1, 2]);
  expect(await custodian.unwrap([...first, ...second])).toEqual([dataKey.key, other.key, dataKey.key]);
});

it('a key that the key service wrapped is refused as another’s', async () => {
  const [made] = await custodian.wrap([dataKey]);
  if (!made) throw new Error('Nothing was wrapped');
  const asOther = { ...made, id: '20000000-0000-4000-8000-000000000002' };
  await expect(custodian.unwrap([made, asOther])).rejects.toThrow(SealBroken);
});

it('a token that was renewed is read again, and one that is refused opens nothing', async () => {
  transit.token = 'second';
  await expect(custodian.wrap([dataKey])).rejects.toThrow(CustodianUnreachable);
  writeFileSync(join(folder, 'token'), 'second\n');
  expect(await custodian.wrap([dataKey])).toHaveLength(1);
});

it('a key service that is down says so, and nothing of what was asked', async () => {
  server.close();
  await expect(custodian.currentVersion()).rejects.toThrow(/^The key custodian cannot be reached$/);
});
