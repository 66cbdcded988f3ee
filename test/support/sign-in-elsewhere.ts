import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type request from 'supertest';
import { Clock } from '../../src/platform/clock.js';
import { freePort } from './authenticator.js';

/** What the provider says of whoever comes, and how it can be made to say it wrongly. */
export interface Telling {
  subject: string;
  methods?: readonly string[];
  /** Claims put in place of the right ones: another issuer, another audience, an old nonce. */
  claims?: Readonly<Record<string, unknown>>;
  /** Signs with a key that it does not publish. */
  forged?: boolean;
}

interface Asked {
  readonly nonce: string;
  readonly challenge: string;
  readonly tell: Telling;
}

/** A small OpenID provider on this machine: codes, PKCE and RS256, to the letter of the specification. */
export class SignInElsewhere {
  tell: Telling = { subject: 'nobody' };
  private readonly codes = new Map<string, Asked>();
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async open(): Promise<SignInElsewhere> {
    const port = await freePort();
    const server = createServer();
    const provider = new SignInElsewhere(`http://localhost:${String(port)}`, server);
    server.on('request', (request, response) => void provider.answer(request, response));
    await new Promise<void>((listening) => server.listen(port, listening));
    return provider;
  }

  /** Out from one of our pages, through here, and the address that the browser is sent back to. */
  async through(agent: ReturnType<typeof request.agent>, path: string, tell: Telling): Promise<string> {
    this.tell = tell;
    const out = await agent.get(path);
    const answer = await fetch(out.headers['location'] ?? '', { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    return back.pathname + back.search;
  }

  async close(): Promise<void> {
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    if (url.pathname === '/authorize') {
      response.writeHead(303, { location: this.authorised(url.searchParams) }).end();
      return;
    }
    const [status, body] = await this.bodyFor(url.pathname, request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private async bodyFor(path: string, request: IncomingMessage): Promise<[number, unknown]> {
    if (path === '/.well-known/openid-configuration') return [200, this.about()];
    if (path === '/keys')
      return [
        200,
        {
          keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
        },
      ];
    if (path === '/token') return this.token(new URLSearchParams(await text(request)));
    return [404, {}];
  }

  private about() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  private authorised(asked: URLSearchParams): string {
    const code = randomBytes(16).toString('hex');
    this.codes.set(code, {
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      tell: this.tell,
    });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    return back.href;
  }

  private token(form: URLSearchParams): [number, unknown] {
    const code = form.get('code') ?? '';
    const asked = this.codes.get(code);
    this.codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!asked || asked.challenge !== challenge) return [400, { error: 'invalid_grant' }];
    return [200, { access_token: 'unused', token_type: 'Bearer', id_token: this.idToken(asked) }];
  }

  private idToken({ nonce, tell: { subject, methods, claims, forged } }: Asked): string {
    const now = Math.floor(new Clock().now().getTime() / 1000);
    const said = {
      iss: this.issuer,
      sub: subject,
      aud: 'larkspur',
      iat: now,
      exp: now + 60,
      nonce,
      amr: methods,
      ...claims,
    };
    return signed(said, forged ? this.stranger.privateKey : this.keys.privateKey);
  }
}

function signed(claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
  return `${head}.${sign('RSA-SHA256', Buffer.from(head), key).toString('base64url')}`;
}
