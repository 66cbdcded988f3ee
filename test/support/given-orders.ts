import type pg from 'pg';
import { breachNarrative, orderTermWording } from '../../src/orders/order.sealed.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { sealingIn } from './sealing.js';
import type { BreachOutcome, BreachState, NotReportedReason } from '../../src/orders/breach.codes.js';
import type { OrderFacts } from '../../src/orders/order.rules.js';

/** Days as text, so that a test can write them bare. */
type Days = {
  [Name in keyof OrderFacts]?: OrderFacts[Name] extends string | null ? string | null : OrderFacts[Name];
};

export interface OrderGiven extends Omit<Days, 'state'> {
  readonly caseId: string;
  /** Who recorded it. */
  readonly by: { readonly userId: string };
}

/**
 * A stalking protection order, with the steps its days imply. Without more said: applied for on 2 February 2026, made in full
 * on 10 February for two years, and served on the 12th. `madeOn: null` leaves it an application.
 */
export async function givenAnOrder(owner: pg.Client, { caseId, by, ...given }: OrderGiven): Promise<string> {
  const days = { ...fullOrder, ...(given.madeOn === null ? unmade : {}), ...given };
  const columns = ['case_id', 'measure', 'state', ...Object.keys(days).map(columnOf)];
  const values = [caseId, 'spo', stateOf(days), ...Object.values(days)];
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO protection_order (${columns.join(', ')}) VALUES (${values.map((_, index) => `$${String(index + 1)}`).join(', ')}) RETURNING id`,
    values,
  );
  const orderId = rows[0]?.id ?? '';
  await owner.query('INSERT INTO protected_person SELECT $1, client_id FROM case_file WHERE id = $2', [
    orderId,
    caseId,
  ]);
  for (const [act, kind, on, reason] of stepsOf(days)) {
    if (!on) continue;
    await owner.query(
      'INSERT INTO order_step (order_id, act, kind, on_day, reason, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [orderId, act, kind, on, reason, by.userId],
    );
  }
  return orderId;
}

/** The first edition of a condition of an order, in force from the day the order was made. */
export async function givenATerm(
  owner: pg.Client,
  orderId: string,
  { number = 1, fromOn = '2026-02-10' } = {},
): Promise<string> {
  const { rows } = await owner.query<{ id: string; caseId: string }>(
    `INSERT INTO order_term (order_id, number, edition, kind, from_on) VALUES ($1, $2, 1, 'prohibition', $3)
     RETURNING id, (SELECT case_id FROM protection_order WHERE id = $1) AS "caseId"`,
    [orderId, number, fromOn],
  );
  const { id: termId = '', caseId = '' } = rows[0] ?? {};
  const place = { of: orderTermWording, row: termId, keyId: caseId };
  await insertSealed(await sealingIn(owner, caseId), place, { wording: 'Not to go to Invented Street.' });
  return termId;
}

export interface BreachOf {
  readonly orderId: string;
  readonly occurredOn?: string;
  readonly state?: BreachState;
  /** Named where it is a known breach; without one it is of the notification requirement. */
  readonly termId?: string;
  readonly reportedOn?: string;
  readonly notReportedReason?: NotReportedReason;
  readonly outcome?: BreachOutcome;
}

/** A breach, known and reported the day it happened unless it says otherwise. */
export async function givenABreach(owner: pg.Client, given: BreachOf): Promise<string> {
  const { orderId, occurredOn = '2026-02-20', state = 'known', termId, notReportedReason, outcome } = given;
  const reportedOn = notReportedReason ? null : (given.reportedOn ?? occurredOn);
  await owner.query('BEGIN');
  const { rows } = await owner.query<{ id: string; caseId: string }>(
    `INSERT INTO breach (case_id, order_id, state, occurred_on, of_notification, knowledge_to_be_proved, reported_to_police,
       reported_on, not_reported_reason, outcome, outcome_on, named_at)
     SELECT case_id, id, $2, $3, $4, false, $5, $6, $7, $8, $9, $10 FROM protection_order WHERE id = $1 RETURNING id, case_id AS "caseId"`,
    [
      orderId,
      state,
      occurredOn,
      state === 'known' && !termId,
      reportedOn ? 'yes' : 'no',
      reportedOn,
      notReportedReason ?? null,
      outcome ?? null,
      outcome ? occurredOn : null,
      state === 'known' ? `${occurredOn}T12:00:00Z` : null,
    ],
  );
  const { id: breachId = '', caseId = '' } = rows[0] ?? {};
  const place = { of: breachNarrative, row: breachId, keyId: caseId };
  await insertSealed(await sealingIn(owner, caseId), place, { what_happened: 'Invented: a letter came.' });
  if (termId) await owner.query('INSERT INTO breach_term VALUES ($1, $2)', [breachId, termId]);
  await owner.query('COMMIT');
  return breachId;
}

const fullOrder = {
  appliedOn: '2026-02-02',
  madeOn: '2026-02-10',
  expiresOn: '2028-02-09',
  untilFurtherOrder: false,
  servedOn: '2026-02-12',
  notificationDueOn: '2026-02-14',
} as const;
const unmade = { expiresOn: null, servedOn: null, notificationDueOn: null } as const;

function stateOf(days: Days): string {
  const implied = {
    ended: days.endedOn,
    full: days.madeOn,
    refused: days.refusedOn,
    withdrawn: days.withdrawnOn,
    interim: days.interimMadeOn,
  };
  return Object.entries(implied).find(([, day]) => day)?.[0] ?? 'applied_for';
}

function stepsOf(days: Days) {
  return [
    ['apply', null, days.appliedOn, null],
    ['make_interim', 'interim', days.interimMadeOn, null],
    ['serve', 'interim', days.interimServedOn, null],
    ['make_full', 'full', days.madeOn, null],
    ['serve', 'full', days.servedOn, null],
    ['confirm_notification', null, days.notifiedOn, null],
    ['refuse', null, days.refusedOn, 'not_necessary'],
    ['withdraw', null, days.withdrawnOn, 'not_told'],
    ['end', 'full', days.endedOn, days.ending ?? null],
  ] as const;
}

function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
