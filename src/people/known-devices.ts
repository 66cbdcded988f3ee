import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../config.js';
import { networkOf, subscriberOf } from '../platform/http/network.js';
import { cookieName, cookieOf, cookieOptions } from '../platform/http/tokens.js';
import { Secrets } from '../platform/secrets.js';
import type { Caller } from './throttle.js';

/** Half a year: longer than anyone is away, and an old machine is forgotten. */
const keptFor = 180 * 86_400_000;
/** Of one browser, the accounts that used it last; more than a desk is shared by. */
const accountsKept = 5;

/**
 * Browsers that an account has signed in from. A signed cookie, `device.mark.mark…`, names the browser and vouches for it to
 * each account by a mark of its own. It opens nothing: it only keeps a stranger's failures from locking its holder out.
 */
@Injectable()
export class KnownDevices {
  private readonly cookie: string;

  constructor(
    private readonly secrets: Secrets,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.cookie = cookieName('device', config);
  }

  /** Where a request comes from, for tries at an account. */
  callerOf(request: Request, email: string): Caller {
    const [device = '', ...marks] = this.marksOf(request);
    const own = this.markOf(device, email);
    const known = marks.some((mark) => sameText(mark, own));
    return { address: subscriberOf(request.ip ?? ''), device: known ? device : null };
  }

  /** Remembers that this account signed in from here. */
  remember(request: Request, response: Response, email: string): void {
    const [former, ...marks] = this.marksOf(request);
    const device = former ?? randomBytes(16).toString('base64url');
    const own = this.markOf(device, email);
    const kept = [own, ...marks.filter((mark) => mark !== own)].slice(0, accountsKept);
    const options = { ...cookieOptions(this.config), maxAge: keptFor };
    response.cookie(this.cookie, [device, ...kept].join('.'), options);
  }

  /** The network a request comes from, as a session keeps it: keyed, and cut short. */
  placeOf(request: Request): Buffer {
    return createHmac('sha256', this.secrets.keyFor('place'))
      .update(networkOf(request.ip ?? ''))
      .digest()
      .subarray(0, 8);
  }

  private marksOf(request: Request): string[] {
    const text = cookieOf(request, this.cookie) ?? '';
    return /^[\w-]{22}(\.[\w-]{43}){1,5}$/.test(text) ? text.split('.') : [];
  }

  private markOf(device: string, email: string): string {
    const key = this.secrets.keyFor('known-device');
    return createHmac('sha256', key).update(`${device}|${email.toLowerCase()}`).digest('base64url');
  }
}

function sameText(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
