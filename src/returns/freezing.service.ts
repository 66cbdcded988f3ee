import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
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
import { takeMinutes } from '../platform/database/patience.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';
import { openFrom, type CountedFact } from './counting.rules.js';
import { countFacts } from './fact.queries.js';
import { AttackSucceeded, FrozenFiguresChanged } from './freezing.errors.js';
import {
  publicationOf,
  sealedIn,
  sealQuarter,
  snapshotOf,
  takenBy,
  tamperedWith,
  type Counting,
  type Opening,
  type Sealed,
  type Snapshot,
} from './sealing.js';
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
      await takeMinutes(tx);
      await lockService(tx, serviceId);
      const sealed = await unchangedSnapshots(tx, serviceId);
      const terms = await contractTerms(tx, serviceId);
      const due = await openingsOf(tx, dueQuarters(terms, sealed.at(-1)?.quarter ?? null, today));
      if (due.length === 0) return [];

      const facts = await factsOf(tx, sealed, due);
      const counting = { facts, key: this.keyOf(serviceId) };
      const areas = areasOf(terms, facts, sealed);
      const parts: Sealed[] = [];
      for (const [done, area] of areas.entries()) {
        parts.push(...(await sealArea(due, sealedIn(area, sealed), { ...counting, area })));
        await onProgress((done + 1) / areas.length);
      }
      const fresh = due.map((opening) =>
        snapshotOf(
          opening,
          parts.filter(({ quarter }) => quarter === opening.quarter),
          serviceId,
        ),
      );
      await this.store(tx, sealed, fresh);
      return due.map(({ quarter }) => quarter);
    });
  }

  private async store(
    tx: EntityManager,
    sealed: readonly Snapshot[],
    fresh: readonly Snapshot[],
  ): Promise<void> {
    const printed = ({ counts }: Snapshot): number => counts.filter(({ rounded }) => rounded > 0).length;
    let attackedCounts = sealed.reduce((total, snapshot) => total + printed(snapshot), 0);
    for (const snapshot of fresh) {
      attackedCounts += printed(snapshot);
      const id = await storeSnapshot(tx, snapshot, { frozenAt: this.clock.now(), attackedCounts });
      await addHistory(tx, { did: 'return.frozen', to: id });
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

/**
 * Seals quarters of an area in turn, then attacks all that would be published of it: an area shares no fact with another.
 * @throws AttackSucceeded
 */
async function sealArea(
  due: readonly Opening[],
  sealed: readonly Sealed[],
  counting: Counting,
): Promise<Sealed[]> {
  const facts = counting.facts.filter(({ cell }) => cell[0] === counting.area.code);
  const all = [...sealed];
  for (const { quarter } of due) {
    all.push(sealQuarter(quarter, all, { ...counting, facts }));
    await setImmediate(); // whoever shares the process with a first freezing of many years must not wait for it
  }
  const findings = await attack(publicationOf(counting.area, all));
  if (findings.length > 0) throw new AttackSucceeded(findings.length);
  return all.slice(sealed.length);
}
