import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { policeAreas } from '../codes/police-area.codes.js';
import { attack } from '../disclosure/attacker.js';
import { familiesFor } from '../disclosure/families.js';
import { machine } from '../kernel/actor.js';
import type { Codelist } from '../kernel/codelist.js';
import type { Quarter } from '../kernel/period.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';
import { openFrom, type CountedFact } from './counting.rules.js';
import { countFacts } from './fact.queries.js';
import { AttackSucceeded, FrozenFiguresChanged } from './freezing.errors.js';
import { publicationIn, sealQuarter, takenBy, tamperedWith, type Opening, type Snapshot } from './sealing.js';
import {
  contractTerms,
  lockService,
  openingsOf,
  sealedSnapshots,
  storeSnapshot,
  type Terms,
} from './snapshot.queries.js';
import { dueQuarters } from './window.rules.js';

/** Told how far a freezing has come, from 0 to 1. */
export type OnProgress = (share: number) => Promise<void>;

/** Counts, rounds, attacks and stores the quarters of services, each once. It works as the counter, which knows no names. */
@Injectable()
export class Freezing {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The services that anyone has a contract with. */
  services(): Promise<string[]> {
    return this.db.run(machine('counter'), async (tx) => {
      const rows = await tx.query<{ id: string }[]>(
        'SELECT DISTINCT service_id AS id FROM contract ORDER BY 1',
      );
      return rows.map(({ id }) => id);
    });
  }

  /**
   * Freezes every quarter of a service whose cut-off day is over on a day, oldest first: all of them, or none. Which they were.
   * @throws FrozenFiguresChanged, AttackSucceeded
   */
  freezeUpTo(
    serviceId: string,
    today: PlainDate,
    onProgress: OnProgress = () => Promise.resolve(),
  ): Promise<Quarter[]> {
    return this.db.run(machine('counter', serviceId), async (tx) => {
      await lockService(tx, serviceId);
      const sealed = await unchangedSnapshots(tx, serviceId);
      const terms = await contractTerms(tx, serviceId);
      const due = await openingsOf(tx, dueQuarters(terms, sealed.at(-1)?.quarter ?? null, today));
      if (due.length === 0) return [];

      const facts = await factsOf(tx, sealed, due);
      const areas = areasOf(terms, facts, sealed);
      const counting = { serviceId, families: familiesFor(areas), facts, key: this.keyOf(serviceId) };
      const all = [...sealed];
      for (const opening of due) {
        all.push(sealQuarter(opening, all, counting));
        await onProgress((all.length - sealed.length) / (2 * due.length));
      }
      await refuseWhatLeaks(all, areas, onProgress);
      await this.store(tx, all, due.length);
      return due.map(({ quarter }) => quarter);
    });
  }

  private async store(tx: EntityManager, all: readonly Snapshot[], fresh: number): Promise<void> {
    let attackedCounts = 0;
    for (const [i, snapshot] of all.entries()) {
      attackedCounts += snapshot.counts.filter(({ rounded }) => rounded > 0).length;
      if (i < all.length - fresh) continue;
      const attacked = { frozenAt: this.clock.now(), attackedCounts, attackFindings: 0 };
      await addHistory(tx, { did: 'return.frozen', to: await storeSnapshot(tx, snapshot, attacked) });
    }
  }

  /** A key of its own for each service: what one's figures give away says nothing of another's. */
  private keyOf(serviceId: string): Buffer {
    return createHmac('sha256', this.secrets.keyFor('rounding')).update(serviceId).digest();
  }
}

async function unchangedSnapshots(tx: EntityManager, serviceId: string): Promise<Snapshot[]> {
  const sealed = await sealedSnapshots(tx);
  const changed = tamperedWith(sealed, serviceId);
  if (changed.length > 0) throw new FrozenFiguresChanged(changed);
  return sealed;
}

/** Everything that may belong in one of these quarters, counted in one pass over each family. */
async function factsOf(
  tx: EntityManager,
  sealed: readonly Snapshot[],
  due: readonly Opening[],
): Promise<CountedFact[]> {
  const chain = [...sealed, ...due];
  const first = chain[0]?.quarter;
  if (first === undefined) return [];
  const counted: CountedFact[] = [];
  for (const family of familiesFor(policeAreas)) {
    const from = openFrom(takenBy(sealed), first);
    counted.push(
      ...(await countFacts(tx, family, { first, cutOffs: chain.map(({ cutOffAt }) => cutOffAt), from })),
    );
  }
  return counted;
}

/** The areas under contract, whether or not anything happened there, and any other in which something did. */
function areasOf(
  terms: readonly Terms[],
  facts: readonly CountedFact[],
  sealed: readonly Snapshot[],
): Codelist {
  const cells = [...facts, ...sealed.flatMap((snapshot) => snapshot.counts)].map(({ cell }) => cell[0]);
  const codes = new Set([...terms.flatMap(({ areas }) => areas), ...cells]);
  return policeAreas.filter(({ code }) => codes.has(code));
}

/** Attacks all that is published with what is about to be, area by area as the attacker works. @throws AttackSucceeded */
async function refuseWhatLeaks(
  all: readonly Snapshot[],
  areas: Codelist,
  onProgress: OnProgress,
): Promise<void> {
  for (const [i, area] of areas.entries()) {
    const findings = await attack(publicationIn(area, all));
    if (findings.length > 0) throw new AttackSucceeded(findings.length);
    await onProgress(0.5 + (i + 1) / (2 * areas.length));
  }
}
