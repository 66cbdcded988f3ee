import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { openAddress } from '../parties/address-opening.js';
import { addressIn } from '../parties/address.queries.js';
import { Clock } from '../platform/clock.js';
import { addEntry } from '../platform/audit/entry.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { addressesToShare, insertSharedAddress, type AddressToShare } from './address-share.queries.js';
import type { SharedAddressForm } from './copy.dto.js';
import * as kept from './copy.queries.js';
import type { CopiedWords } from './copy.rules.js';
import { shareDecision } from './make-share.js';
import { overridesOf } from './override.queries.js';
import { copies, shares } from './share.policy.js';
import { shareIn, type ShareRow } from './share.queries.js';
import { lastDayOf, overrideFor, standingOf, type ShareBasis } from './share.rules.js';
import type { WhichShare } from './shares.service.js';

/** What was shared, as whoever shared it sees it again: where anybody is stands in none of it. */
export interface SharedCopy {
  readonly kase: Case;
  readonly share: ShareRow;
  readonly copy: kept.CopyRow;
  readonly items: readonly CopiedWords[];
  readonly addresses: readonly kept.SharedAddress[];
}

/** A copy that was shared: what it says, who looked at it, and the addresses that go with it, each by itself. */
@Injectable()
export class SharedCopyService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound where it left no copy here */
  show(
    actor: Person,
    which: WhichShare,
    asked: unknown,
  ): Promise<SharedCopy & { looks: Paged<kept.Look>; toShare: readonly AddressToShare[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId: which.caseId, permission: shares.list });
      const shown = await sharedCopy(tx, kase, which.shareId);
      const looks = await kept.looksAt(tx, which.shareId, asked);
      return { ...shown, looks, toShare: await addressesToShare(tx, kase, which.shareId) };
    });
  }

  /**
   * Puts one address into a copy. Whoever does opens it, and says why.
   * @throws RuleBroken `share-ended`, `address-ended`, `not-the-clients-to-agree`, `client-did-not-agree`, `nobody-answers-for-it`
   */
  addAddress(
    actor: Person,
    { caseId, shareId }: WhichShare,
    { addressId, basis: by, why }: SharedAddressForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: copies.addAddress, hold: 'to_add' });
      const { share, copy, addresses } = await sharedCopy(tx, kase, shareId);
      this.checkLive(share);
      const address = await addressIn(tx, kase, addressId);
      if (address.endedAt !== null)
        throw new RuleBroken('address-ended', 'Nobody is there any longer. Select where they are now');
      if (addresses.some((one) => one.addressId === address.id))
        throw new RuleBroken('address-shared-already', 'This address goes with it already');
      if (by === 'client_agreed' && address.whose === 'related')
        throw new RuleBroken(
          'not-the-clients-to-agree',
          'Where somebody else is, is not the client’s to agree to. Somebody must answer for sharing it without consent',
        );
      const basis = await this.basisFor(tx, kase, { agencyId: share.agencyId, by });
      const words = await openAddress(tx, kase, { address, why: 'share', words: why, shownOn: 'paper' });
      const includedOn = this.clock.today();
      await insertSharedAddress(tx, { shareId, addressId: address.id, by, basis, includedOn });
      if (copy.partnerId !== null)
        await kept.insertItem(tx, { shareId, item: 'address', addressId: address.id }, words);
      await addHistory(tx, { did: 'address.opened', to: address.id, in: kase.id });
      await addHistory(tx, { did: 'share.address_added', to: shareId, in: kase.id });
    });
  }

  /** The sheet as it goes to the panel, with the addresses that go with it: each is opened once more. @throws RuleBroken `share-ended` */
  print(
    actor: Person,
    { caseId, shareId }: WhichShare,
  ): Promise<SharedCopy & { opened: readonly (kept.SharedAddress & { words: string })[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: copies.print });
      const shown = await sharedCopy(tx, kase, shareId);
      if (shown.copy.panelReferralId === null) throw new NotFound();
      this.checkLive(shown.share);
      const opened: (kept.SharedAddress & { words: string })[] = [];
      for (const each of shown.addresses) {
        const address = await addressIn(tx, kase, each.addressId);
        const reason = { why: 'share', words: 'Printed with a research sheet', shownOn: 'paper' } as const;
        opened.push({ ...each, words: await openAddress(tx, kase, { address, ...reason }) });
        await addHistory(tx, { did: 'address.opened', to: address.id, in: kase.id });
      }
      return { ...shown, opened };
    });
  }

  private checkLive(share: ShareRow): void {
    if (standingOf(share, this.clock.today()) !== 'live')
      throw new RuleBroken('share-ended', 'It is with them no longer. Share it anew');
  }

  private async basisFor(
    tx: EntityManager,
    kase: Case,
    { agencyId, by }: { agencyId: string; by: SharedAddressForm['basis'] },
  ): Promise<ShareBasis> {
    const today = this.clock.today();
    if (by === 'client_agreed') {
      const decision = await shareDecision(tx, kase, { agencyId, today });
      if (decision.mayShare && 'consentId' in decision.basis) return decision.basis;
      throw new RuleBroken('client-did-not-agree', decision.inWords);
    }
    const override = overrideFor(agencyId, await overridesOf(tx, kase.id), today);
    if (override) return { overrideId: override.id, untilOn: lastDayOf(override) };
    throw new RuleBroken(
      'nobody-answers-for-it',
      'Nobody has said today that they answer for sharing with them without consent',
    );
  }
}

async function sharedCopy(tx: EntityManager, kase: Case, shareId: string): Promise<SharedCopy> {
  const share = await shareIn(tx, kase.id, shareId);
  const copy = await kept.copyOf(tx, shareId);
  if (!copy) throw new NotFound();
  await addEntry(tx, { act: 'share.read', about: { kind: 'share', id: shareId } });
  const items = await kept.itemsOf(tx, shareId);
  return { kase, share, copy, items, addresses: await kept.addressesShared(tx, shareId) };
}
