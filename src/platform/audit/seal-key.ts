import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../secrets.js';

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs heads. Whoever verifies needs the public half alone, which goes with every anchor. */
@Injectable()
export class SealKey {
  readonly publicKey: Buffer;
  private readonly privateKey: KeyObject;

  constructor(secrets: Secrets) {
    const der = Buffer.concat([privateHead, secrets.keyFor('audit-seal')]);
    this.privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  }

  sign(head: Buffer): Buffer {
    return sign(null, head, this.privateKey);
  }
}

export function isSignedBy(key: Buffer, head: Buffer, signature: Buffer): boolean {
  const spki = Buffer.concat([publicHead, key]);
  return verify(null, head, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
}
