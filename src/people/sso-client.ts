import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { CONFIG, type Config } from '../config.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';

/** What a browser set out with, and must come back to. */
export interface SsoJourney {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who someone is to the other sign-in, and how they showed it there. */
export interface SsoClaims {
  readonly issuer: string;
  readonly subject: string;
  /** What its holder knows it by, to be shown to them. */
  readonly name: string;
  readonly methods: readonly string[];
}

/** The organisation's own sign-in, where one is configured: OpenID Connect by code, with PKCE, state and nonce. */
@Injectable()
export class SsoClient {
  private found: Promise<Configuration> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get isConfigured(): boolean {
    return this.config.sso !== null;
  }

  async setOut(): Promise<{ url: string; journey: SsoJourney }> {
    const provider = await this.provider();
    const journey = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: this.returnTo,
      scope: 'openid email',
      code_challenge: await calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
      state: journey.state,
      nonce: journey.nonce,
    });
    return { url: url.href, journey };
  }

  /** @throws RuleBroken `sso-refused` where anything at all does not fit: issuer, audience, signature, state, nonce or code */
  async comeBack(query: string, { state, nonce, verifier }: SsoJourney): Promise<SsoClaims> {
    const tokens = await authorizationCodeGrant(await this.provider(), new URL(`${this.returnTo}${query}`), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    }).catch(() => {
      throw refused;
    });
    const claims = tokens.claims();
    if (!claims) throw refused;
    const { amr, email } = claims;
    const methods = Array.isArray(amr) ? amr.filter((each) => typeof each === 'string') : [];
    const name = typeof email === 'string' ? email : claims.sub;
    return { issuer: claims.iss, subject: claims.sub, name, methods };
  }

  private get returnTo(): string {
    return `${this.config.publicUrl}/sign-in/sso/return`;
  }

  /** Asked once; a provider that did not answer is asked again next time. */
  private provider(): Promise<Configuration> {
    const { sso, production } = this.config;
    if (!sso) throw new NotFound();
    this.found ??= discovery(new URL(sso.issuer), sso.clientId, sso.clientSecret, undefined, {
      // By itself the library trusts TLS for the signature of a token it fetched; we check it.
      // Plain HTTP is for a provider on one's own machine: config.ts refuses it in production.
      execute: [enableNonRepudiationChecks, ...(production ? [] : [allowInsecureRequests])],
    }).catch(() => {
      this.found = undefined;
      throw refused;
    });
    return this.found;
  }
}

const refused = new RuleBroken(
  'sso-refused',
  'Your organisation’s own sign-in did not let you in here. Try again, or sign in with your password.',
);
