import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TransitAddress } from '../../../src/platform/sealing/transit-box.js';

interface Item {
  plaintext?: string;
  ciphertext?: string;
  associated_data: string;
}

/** As much of Vault's transit engine as is asked for, over real HTTP: aes256-gcm96 with associated data and versions of its own. */
export class Transit {
  readonly keys = [randomBytes(32)];
  token = 'first';
  /** How often it was asked, and what is to happen before it answers. */
  asked = 0;
  beforeAnswering: () => Promise<unknown> = () => Promise.resolve();
  private readonly folder = mkdtempSync(join(tmpdir(), 'larkspur-transit-'));

  private port = 0;

  private constructor(private readonly server: Server) {}

  static async started(): Promise<Transit> {
    const server = createServer();
    const transit = new Transit(server);
    server.on('request', (request: IncomingMessage, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void transit.answer(request, Buffer.concat(chunks).toString()).then(([status, answer]) => {
          response.writeHead(status).end(JSON.stringify(answer));
        });
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    transit.port = (server.address() as AddressInfo).port; // what listens on TCP has one
    transit.writeToken('first\n');
    return transit;
  }

  /** Where the program finds it, also once it is down. */
  get address(): TransitAddress {
    return {
      url: `http://127.0.0.1:${String(this.port)}/v1/transit`,
      tokenFile: join(this.folder, 'token'),
    };
  }

  writeToken(token: string): void {
    writeFileSync(join(this.folder, 'token'), token);
  }

  /** Stops answering. */
  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  remove(): void {
    this.close();
    rmSync(this.folder, { recursive: true });
  }

  private async answer({ url = '', headers }: IncomingMessage, body: string): Promise<[number, object]> {
    this.asked += 1;
    await this.beforeAnswering();
    if (headers['x-vault-token'] !== this.token) return [403, { errors: ['permission denied'] }];
    const item = JSON.parse(body) as Item;
    const data = url.endsWith('/encrypt/larkspur') ? this.encrypt(item) : this.decrypt(item);
    return data ? [200, { data }] : [400, { errors: ['cipher: message authentication failed'] }];
  }

  private encrypt({ plaintext = '', associated_data: aad }: Item) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keys.at(-1) ?? '', iv);
    cipher.setAAD(Buffer.from(aad, 'base64'));
    const text = [iv, cipher.update(plaintext, 'base64'), cipher.final(), cipher.getAuthTag()];
    return { ciphertext: `vault:v${String(this.keys.length)}:${Buffer.concat(text).toString('base64')}` };
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
      return null;
    }
  }
}
