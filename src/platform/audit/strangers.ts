import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { machine } from '../../kernel/actor.js';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { currentRequest } from '../http/request-context.js';
import { Secrets } from '../secrets.js';
import { addEntry } from './entry.js';

/** As many networks and reasons as are told apart within a minute; whatever is refused beyond them counts as one. */
const mostToldApart = 60;

/**
 * Refusals of requests from nobody: without a session, forged, or under a code that was never given out. Anybody can send those
 * without end, so of what one network is refused for one reason in a minute the log has the first, the tenth, the hundredth and
 * so on, each before it is answered. A flood of millions leaves a few lines that say how great it was, and costs the database
 * as little. Counting in Postgres was left: it would make the database's work of what costs a stranger nothing.
 */
@Injectable()
export class Strangers {
  private minute = 0;
  private counts = new Map<string, number>();

  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  /** @param reason a code, such as `signed-out` */
  async refused(reason: string): Promise<void> {
    const { act = 'request.made', network = '' } = currentRequest() ?? {};
    const times = this.count(`${reason} ${network}`);
    if (!/^10*$/.test(String(times))) return;
    const place = createHmac('sha256', this.secrets.keyFor('place')).update(network);
    await this.db.run(machine('sign_in'), (tx) =>
      addEntry(tx, {
        act: 'stranger.refused',
        result: 'refused',
        reason,
        fields: [act, `times ${String(times)}`],
        fingerprint: place.digest('hex'),
      }),
    );
  }

  private count(from: string): number {
    const minute = Math.floor(this.clock.now().getTime() / 60_000);
    if (minute !== this.minute) [this.minute, this.counts] = [minute, new Map<string, number>()];
    const key = this.counts.has(from) || this.counts.size < mostToldApart ? from : 'all others';
    const times = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, times);
    return times;
  }
}
