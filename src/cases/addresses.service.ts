import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import type { AddressForm, AddressFoundForm, OpeningForm } from '../parties/address.dto.js';
import { openAddress } from '../parties/address-opening.js';
import {
  addAddress,
  addressesOf,
  addressIn,
  confirmAddress,
  currentAddresses,
  endAddress,
  type AddressRow,
} from '../parties/address.queries.js';
import { formerSaid } from '../parties/address.rules.js';
import type { AddressOwner } from '../parties/address.codes.js';
import { relatedPersonIn, type RelatedPerson } from '../parties/related.queries.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { Clock } from '../platform/clock.js';
import { listed } from '../platform/audit/entry.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { addresses } from './address.policy.js';
import type { Case } from './case.entity.js';
import { openCase } from './open-case.js';

/** One of the addresses of the people of a case. */
export interface WhichAddress {
  readonly caseId: string;
  readonly addressId: string;
}

/** Where the people of a case are. Each is opened by itself, with a reason. */
@Injectable()
export class AddressesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
  ) {}

  list(actor: Person, caseId: string, asked: unknown): Promise<{ kase: Case; paged: Paged<AddressRow> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: addresses.list });
      const paged = await addressesOf(tx, kase, asked);
      await listed(tx, 'addresses.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return { kase, paged };
    });
  }

  /** The case that an address is to be recorded in. */
  about(actor: Person, caseId: string): Promise<Case> {
    return this.db.run(actor, (tx) => openCase(tx, actor, { caseId, permission: addresses.keep }));
  }

  /** What there is to say of one, for whoever is about to open it. */
  show(actor: Person, { caseId, addressId }: WhichAddress): Promise<{ kase: Case; address: AddressRow }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: addresses.open });
      return { kase, address: await addressIn(tx, kase, addressId) };
    });
  }

  open(
    actor: Person,
    { caseId, addressId }: WhichAddress,
    form: OpeningForm,
  ): Promise<{ kase: Case; address: AddressRow; value: string }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: addresses.open });
      const address = await addressIn(tx, kase, addressId);
      const { why, words, shownOn } = form;
      const value = await openAddress(tx, kase, { address, why, words, shownOn });
      await addHistory(tx, { did: 'address.opened', to: address.id, in: kase.id });
      return { kase, address, value };
    });
  }

  /**
   * @throws RuleBroken `nobody-named` where the case names no perpetrator, or `not-a-refuge` where it is said to be one of theirs;
   * of `relatedOwner` and `formerSaid`. What goes by post stops where the one before it was left, or nobody knows
   */
  add(actor: Person, caseId: string, { whose, kind, value, refuge, ...of }: AddressForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: addresses.keep });
      const related = await relatedOwner(tx, kase, { whose, id: of.relatedPersonId });
      const ownerId = whose === 'perpetrator' ? kase.perpetratorId : kase.clientId;
      if (ownerId === null)
        throw new RuleBroken('nobody-named', 'No perpetrator is named in this case. Name them first');
      if (whose === 'perpetrator' && refuge === 'yes')
        throw new RuleBroken(
          'not-a-refuge',
          'An address of the perpetrator cannot be a refuge of the client’s',
        );
      const said = {
        whose,
        relatedPersonId: related?.id ?? null,
        kind,
        value,
        refuge: whose === 'perpetrator' ? 'no' : (refuge ?? 'unknown'),
        former: formerSaid({ whose, kind }, of.former),
      } as const;
      const left = said.former === 'left' ? await currentAddresses(tx, ownerId, kind) : [];
      const id = await addAddress(tx, ownerId, { ...said, recordedAt: this.clock.now() });
      await addHistory(tx, { did: 'address.recorded', to: id, in: kase.id });
      for (const each of left) await addHistory(tx, { did: 'address.changed', to: each, in: kase.id });
      const party = whose === 'perpetrator' ? 'perpetrator' : 'client';
      const ofWhom = { party, id: ownerId, ...(related && { around: related.kind }) } as const;
      await this.tokens.enter(tx, [{ ...ofWhom, names: [], reachedBy: [value] }]);
      return id;
    });
  }

  /** What goes by post, or to their work, is stopped with it until somebody has verified where it goes. @throws Stale */
  end(actor: Person, { caseId, addressId }: WhichAddress, { version }: AddressFoundForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, id } = await this.current(tx, actor, { caseId, addressId });
      await endAddress(tx, { id, version }, this.clock.now());
      await addHistory(tx, { did: 'address.changed', to: id, in: kase.id });
    });
  }

  /** They are still at an address that was in doubt. @throws Stale; RuleBroken `address-not-doubted` */
  confirm(actor: Person, which: WhichAddress, { version }: AddressFoundForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { kase, id, doubtedAt } = await this.current(tx, actor, which);
      if (doubtedAt === null)
        throw new RuleBroken('address-not-doubted', 'Nothing is asked about this address');
      await confirmAddress(tx, { id, version });
      await addHistory(tx, { did: 'address.confirmed', to: id, in: kase.id });
    });
  }

  /** @throws RuleBroken `address-ended` */
  private async current(tx: EntityManager, actor: Person, { caseId, addressId }: WhichAddress) {
    const kase = await openCase(tx, actor, { caseId, permission: addresses.keep });
    const { id, endedAt, doubtedAt } = await addressIn(tx, kase, addressId);
    if (endedAt === null) return { kase, id, doubtedAt };
    throw new RuleBroken('address-ended', 'Nobody is there any longer already. Record where they are now');
  }
}

/**
 * Whose an address is, where it is of somebody around the client of the case.
 * @throws RuleBroken `whose-address`, which names somebody where it is somebody around the client's and nobody otherwise; NotFound
 */
async function relatedOwner(
  tx: EntityManager,
  kase: Case,
  { whose, id }: { whose: AddressOwner; id: string | undefined },
): Promise<Pick<RelatedPerson, 'id' | 'kind'> | null> {
  if ((whose === 'related') !== (id !== undefined))
    throw new RuleBroken('whose-address', 'Begin with the person whose address it is');
  if (id === undefined) return null;
  const person = await relatedPersonIn(tx, kase.id, id);
  if (person.endedAt !== null) throw new RuleBroken('whose-address', 'They are of this case no longer');
  return person;
}
