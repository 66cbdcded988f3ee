import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { CONFIG, type Config } from '../config.js';
import { machine } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { CredentialLog } from './credential-log.js';
import { credentialOf, credentialsOf, noteUse, type Credential } from './passkey.queries.js';
import type { Claimant } from './pending-sign-ins.js';
import { keepChallenge, takeChallenge } from './second-factor.queries.js';

/** A browser's answer to a challenge, as it came: nothing of it is believed before the library has checked it. */
interface Answer {
  readonly id: string;
}

/** Passkeys (WebAuthn): bound to where Larkspur is, unlocked by their holder, each challenge answered once. */
@Injectable()
export class Passkeys {
  private readonly relyingParty: { readonly expectedOrigin: string; readonly expectedRPID: string };

  constructor(
    private readonly db: UnitOfWork,
    private readonly log: CredentialLog,
    @Inject(CONFIG) { publicUrl }: Config,
  ) {
    this.relyingParty = { expectedOrigin: publicUrl, expectedRPID: new URL(publicUrl).hostname };
  }

  /** What a browser is to do to add a passkey, as JSON. */
  async askToAdd({ holderHash, staffId, email }: Claimant): Promise<string> {
    const known = await this.db.run(machine('sign_in'), (tx) => credentialsOf(tx, staffId));
    const options = await generateRegistrationOptions({
      rpName: 'Larkspur',
      rpID: this.relyingParty.expectedRPID,
      userName: email,
      userID: new Uint8Array(Buffer.from(staffId)),
      attestationType: 'none',
      excludeCredentials: known.map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    });
    await this.keep(holderHash, 'add_passkey', options.challenge);
    return JSON.stringify(options);
  }

  /** @throws RuleBroken `passkey-refused` */
  added(claimant: Claimant, text: string): Promise<Credential> {
    const tried = { name: claimant.email, whose: claimant, factor: 'new_passkey' };
    return this.log.refusalsOf(tried, () => this.checkNew(claimant, text));
  }

  private async checkNew({ holderHash }: Claimant, text: string): Promise<Credential> {
    const expectedChallenge = await this.take(holderHash, 'add_passkey');
    const { registrationInfo } = await verifyRegistrationResponse({
      ...this.relyingParty,
      response: answerIn(text) as RegistrationResponseJSON, // the library checks it, field by field
      expectedChallenge,
      requireUserVerification: true,
    }).catch(refuse);
    if (!registrationInfo) throw refused;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey), counter, transports };
  }

  /** What a browser is to do to show a passkey, as JSON. */
  async askToUse({ holderHash, staffId }: Claimant): Promise<string> {
    const known = await this.db.run(machine('sign_in'), (tx) => credentialsOf(tx, staffId));
    const options = await generateAuthenticationOptions({
      rpID: this.relyingParty.expectedRPID,
      userVerification: 'required',
      allowCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    });
    await this.keep(holderHash, 'use_passkey', options.challenge);
    return JSON.stringify(options);
  }

  /** @throws RuleBroken `passkey-refused` */
  async used(claimant: Claimant, text: string): Promise<void> {
    const tried = { name: claimant.email, whose: claimant, factor: 'passkey' };
    await this.log.refusalsOf(tried, () => this.check(claimant, text));
    await this.log.enterAlone(tried, null);
  }

  private async check({ holderHash, staffId }: Claimant, text: string): Promise<void> {
    const expectedChallenge = await this.take(holderHash, 'use_passkey');
    const answer = answerIn(text);
    const found = await this.db.run(machine('sign_in'), (tx) => credentialOf(tx, staffId, answer.id));
    if (!found) throw refused;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...this.relyingParty,
      response: answer as AuthenticationResponseJSON, // the library checks it, field by field
      expectedChallenge,
      credential: { id: found.id, publicKey: new Uint8Array(found.publicKey), counter: found.counter },
      requireUserVerification: true,
    }).catch(refuse);
    if (!verified) throw refused;
    await this.db.run(machine('sign_in'), (tx) => noteUse(tx, found.id, authenticationInfo.newCounter));
  }

  private async keep(holderHash: Buffer, purpose: 'add_passkey' | 'use_passkey', challenge: string) {
    const held = Buffer.from(challenge);
    await this.db.run(machine('sign_in'), (tx) => keepChallenge(tx, [holderHash, purpose], held));
  }

  private async take(holderHash: Buffer, purpose: 'add_passkey' | 'use_passkey'): Promise<string> {
    const held = await this.db.run(machine('sign_in'), (tx) => takeChallenge(tx, holderHash, purpose));
    if (!held) throw refused;
    return held.toString();
  }
}

function answerIn(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string')
      return { ...answer, id: answer.id };
  } catch {
    // No JSON is no answer either.
  }
  throw refused;
}

/** The library says what is wrong in its error; whoever sent it is told only that it is. */
function refuse(): never {
  throw refused;
}

const refused = new RuleBroken(
  'passkey-refused',
  'That passkey could not be used. Try again, or use another way.',
);
