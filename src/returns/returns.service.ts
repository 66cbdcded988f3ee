import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { periodOfQuarter, type Quarter } from '../kernel/period.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import { figuresFrom, seriesStart } from './figures.rules.js';
import { contracts, frozenQuarters, heldOverIn, printedAtoms, type Contract } from './published.queries.js';
import type { ReturnDocument } from './return-document.js';
import {
  frozenOf,
  quartersOfContract,
  quartersOfYear,
  returnsOf,
  type ReturnListed,
} from './return-list.rules.js';
import { notesOn } from './return-notes.rules.js';

/** The quarters a return covers, oldest first. */
interface Span {
  readonly from: Quarter;
  readonly to: Quarter;
}

/** Reads returns for those who pay for a service or answer for it. They are frozen: reading one changes nothing in it. */
@Injectable()
export class Returns {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Caller, page: unknown): Promise<Paged<ReturnListed>> {
    return this.db.run(actor, async (tx) => {
      const listed = returnsOf(await contracts(tx), await frozenQuarters(tx), this.clock.today());
      const place = pageOf(page, listed.length);
      return { ...place, rows: listed.slice(place.offset, place.offset + place.size) };
    });
  }

  contracts(actor: Caller): Promise<Contract[]> {
    return this.db.run(actor, contracts);
  }

  /** @throws NotFound where there is no such contract for this person, the quarter is not one of it, or is not frozen. */
  quarter(actor: Caller, contractId: string, quarter: Quarter): Promise<ReturnDocument> {
    return this.db.run(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      if (!quartersOfContract(contract, this.clock.today()).includes(quarter)) throw new NotFound();
      return documentOf(tx, contract, { from: quarter, to: quarter });
    });
  }

  /**
   * The quarters of a financial year together, as at its last one's cut-off.
   * @throws NotFound as `quarter` does; a year is frozen when the last of its quarters in the contract is.
   */
  year(actor: Caller, contractId: string, startYear: number): Promise<ReturnDocument> {
    return this.db.run(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      const quarters = quartersOfYear(contract, startYear);
      const [from, to] = [quarters[0], quarters.at(-1)];
      if (from === undefined || to === undefined) throw new NotFound();
      return documentOf(tx, contract, { from, to });
    });
  }
}

async function contractOf(tx: EntityManager, contractId: string): Promise<Contract> {
  const contract = (await contracts(tx)).find((each) => each.id === contractId);
  if (!contract) throw new NotFound();
  return contract;
}

async function documentOf(
  tx: EntityManager,
  contract: Contract,
  { from, to }: Span,
): Promise<ReturnDocument> {
  const snapshot = frozenOf(await frozenQuarters(tx), contract, to);
  if (!snapshot) throw new NotFound();
  const { serviceId, areas } = contract;
  const seriesFrom = seriesStart(to, quartersOfContract(contract, periodOfQuarter(to).to)[0] ?? to);
  const atoms = await printedAtoms(tx, {
    serviceId,
    areas,
    snapshotsUpTo: to,
    from: seriesFrom < from ? seriesFrom : from,
  });
  const figures = figuresFrom(atoms, { areas, from, to, seriesFrom, snapshotsUpTo: to });
  const heldOver = (await heldOverIn(tx, serviceId, to)).filter(({ area }) =>
    areas.some(({ code }) => code === area),
  );
  const notes = notesOn({ from, to, seriesFrom, countedTo: snapshot.countedTo, heldOver });
  return { contract, from, to, snapshot, figures, heldOver, notes };
}
