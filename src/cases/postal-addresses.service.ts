import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import type { OpeningForm } from '../parties/address.dto.js';
import { recordOpening } from '../parties/address-opening.js';
import { contactMethodsOf, type ContactRecord } from '../parties/party.queries.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { addresses } from './address.policy.js';
import type { Case } from './case.entity.js';
import { openCase } from './open-case.js';

/** One of the ways to reach the client of a case. */
export interface WhichPostal {
  readonly caseId: string;
  readonly methodId: string;
}

interface Postal {
  readonly kase: Case;
  readonly method: ContactRecord;
}

/** Where a client's post goes: on no page and in no answer, until somebody says why they need it. */
@Injectable()
export class PostalAddressesService {
  constructor(private readonly db: UnitOfWork) {}

  show(actor: Person, which: WhichPostal): Promise<Postal> {
    return this.db.run(actor, (tx) => postalIn(tx, actor, which));
  }

  open(actor: Person, which: WhichPostal, { why, words, shownOn }: OpeningForm): Promise<Postal> {
    return this.db.run(actor, async (tx) => {
      const postal = await postalIn(tx, actor, which);
      const { kase, method } = postal;
      await recordOpening(tx, kase, { of: { kind: 'contact_method', id: method.id }, why, words, shownOn });
      await addHistory(tx, { did: 'address.opened', to: method.id, in: kase.id });
      return postal;
    });
  }
}

/** @throws NotFound where it is another's; RuleBroken `not-an-address` */
async function postalIn(
  tx: EntityManager,
  actor: Person,
  { caseId, methodId }: WhichPostal,
): Promise<Postal> {
  const kase = await openCase(tx, actor, { caseId, permission: addresses.open });
  const method = (await contactMethodsOf(tx, kase.clientId)).find(({ id }) => id === methodId);
  if (!method) throw new NotFound();
  if (method.channel !== 'post')
    throw new RuleBroken('not-an-address', 'This is no address: it stands on the page of the case');
  return { kase, method };
}
