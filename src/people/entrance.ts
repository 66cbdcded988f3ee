import { Injectable } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Exchange } from '../platform/http/exchange.js';
import { Sessions } from '../platform/http/session.js';
import { KnownDevices } from './known-devices.js';
import { PendingSignIns, type PendingSignIn } from './pending-sign-ins.js';
import type { SecondFactor } from './second-factor.codes.js';

/** The last step of signing in: the session, the cookies, and where to go. */
@Injectable()
export class Entrance {
  constructor(
    private readonly db: UnitOfWork,
    private readonly pending: PendingSignIns,
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
  ) {}

  /** Lets someone in whose second factor was right. The answer is where they go: to what they must be told, or to their work. */
  async comeIn(
    { staffId, email, holderHash: pendingHash }: PendingSignIn,
    method: SecondFactor,
    { request, response }: Exchange,
  ): Promise<'/home' | '/account'> {
    const place = this.devices.placeOf(request);
    await this.sessions.begin({ pendingHash, method, place }, response);
    this.pending.take(response);
    this.devices.remember(request, response, email);
    const told = await this.db.run(machine('sign_in'), (tx) =>
      tx.query<unknown[]>('SELECT FROM sign_in_notice WHERE staff_id = $1 AND seen_at IS NULL LIMIT 1', [
        staffId,
      ]),
    );
    return told.length > 0 ? '/account' : '/home';
  }
}
