import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import { riskBands } from '../codes/risk-band.codes.js';
import { isCode, labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { identityColumns, openIdentities, type SealedIdentity } from '../parties/open-identities.js';
import { perpetratorsWith } from '../parties/perpetrator.queries.js';
import { ordersOfCase } from '../orders/order.queries.js';
import { standingOf } from '../orders/order-words.view.js';
import type { CopiedItem } from './copy.codes.js';
import { fieldOfItem, type CopyField } from './copy.rules.js';

/**
 * What is recorded of the things that are to be copied, for whoever copies them to cut and correct: nothing follows from it until
 * they send it. Of what stands in notes and plans there is nothing: that is said in words of their own.
 */
export async function recordedItems(
  tx: EntityManager,
  kase: Case,
  { items, today }: { items: readonly CopiedItem[]; today: PlainDate },
): Promise<Partial<Record<CopyField, string>>> {
  const found: Partial<Record<CopyField, string>> = {};
  for (const item of items) {
    const words = await (ways[item]?.(tx, kase, today) ?? null);
    if (words !== null) found[fieldOfItem[item]] = words;
  }
  return found;
}

type Recorded = (tx: EntityManager, kase: Case, today: PlainDate) => Promise<string | null>;

const ways: Readonly<Partial<Record<CopiedItem, Recorded>>> = {
  name: async (tx, kase) => (await client(tx, kase)).fullName,
  born_on: async (tx, kase) => {
    const { bornOn } = await client(tx, kase);
    return bornOn && inWords(bornOn);
  },
  risk: (_, { riskBand }) =>
    Promise.resolve(isCode(riskBands, riskBand) ? labelOf(riskBands, riskBand) : null),
  orders: async (tx, { id }, today) => {
    const orders = await ordersOfCase(tx, id);
    const lines = orders.map((order) => `Stalking protection order. ${standingOf(order, today)}`);
    return lines.length === 0 ? null : lines.join('\n');
  },
  perpetrator: async (tx, { perpetratorId }) => {
    const [who] = perpetratorId === null ? [] : await perpetratorsWith(tx, [perpetratorId]);
    return who?.fullName ?? null;
  },
};

async function client(tx: EntityManager, { clientId }: Case) {
  const rows = await tx.query<SealedIdentity[]>(
    `SELECT ${identityColumns} FROM client_identity i WHERE i.client_id = $1`,
    [clientId],
  );
  const [who] = await openIdentities(tx, rows);
  return who ?? { fullName: null, bornOn: null };
}
