import { Injectable } from '@nestjs/common';
import { CarriedForms } from '../platform/http/carried-forms.js';
import type { Exchange } from '../platform/http/exchange.js';
import { Sessions } from '../platform/http/session.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { KnownDevices } from './known-devices.js';
import { PendingSignIns, type PendingSignIn } from './pending-sign-ins.js';
import type { SecondFactor } from './second-factor.codes.js';
import { carriedForm } from './step-up.view.js';

/** The last step of signing in: the session, the cookies, and where to go. */
@Injectable()
export class Entrance {
  constructor(
    private readonly pending: PendingSignIns,
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
    private readonly carried: CarriedForms,
  ) {}

  /**
   * Lets someone in whose second factor was right. The answer is where they go: on with what they sent when they were signed
   * out, to what they must be told, or to their work.
   */
  async comeIn(pending: PendingSignIn, method: SecondFactor, http: Exchange): Promise<Page | Redirect> {
    const { staffId, email, holderHash: pendingHash } = pending;
    const { request, response } = http;
    const place = this.devices.placeOf(request);
    await this.sessions.begin({ pendingHash, method, place }, http);
    this.pending.take(response);
    this.devices.remember(request, response, email);
    const told = await this.pending.mustBeTold(pending);
    const sent = await this.carried.take(staffId, http);
    const carried = sent && carriedForm(sent.to, sent.carried);
    if (carried) return page('people/pages/go-on.njk', { carried, told });
    return seeOther(told ? '/account' : '/home');
  }
}
