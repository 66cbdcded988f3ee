import { hkdfSync } from 'node:crypto';
import type { MachineRole } from '../kernel/actor.js';

/** What a derived secret is for. A purpose once used keeps its name: renaming it changes the key. */
type Purpose =
  | 'audit-search'
  | 'audit-seal'
  | 'authenticator-app'
  | 'carried-form'
  | 'conflicts'
  | 'csrf'
  | 'database-password'
  | 'intake-line'
  | 'intake-receipt'
  | 'kept-answer'
  | 'known-device'
  | 'place'
  | 'rounding'
  | 'service-keys'
  | 'throttle'
  | `machine/${MachineRole}`
  | `tokens/${string}`;

/** Every secret the program needs, derived from one root by HKDF-SHA-256 (RFC 5869), so that only the root is kept. */
export class Secrets {
  constructor(private readonly root: Buffer) {}

  /** 32 bytes, the same for the same root and purpose. */
  keyFor(purpose: Purpose): Buffer {
    return Buffer.from(hkdfSync('sha256', this.root, Buffer.alloc(0), `larkspur/${purpose}`, 32));
  }
}
