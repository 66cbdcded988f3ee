import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { ActionFacts } from './panel-action.rules.js';
import { panelActionNarrative } from './panel.sealed.js';

/** What was agreed at a panel. Its owner is null where it is ours to do. */
export interface PanelAction extends ActionFacts {
  readonly id: string;
  readonly caseId: string;
  readonly ownerId: string | null;
  readonly owner: string | null;
  readonly version: number;
  readonly words: string;
}

type SealedAction = Omit<PanelAction, 'words'> & { readonly words: Sealed };

const select = `SELECT a.id, r.case_id AS "caseId", a.owner_id AS "ownerId", g.name AS owner, a.due_on AS "dueOn", a.done_on AS "doneOn", a.version, n.words
  FROM panel_action a JOIN panel_referral r ON r.id = a.panel_referral_id LEFT JOIN agency g ON g.id = a.owner_id
    JOIN panel_action_narrative n ON n.panel_action_id = a.id WHERE a.panel_referral_id = $1`;

/** A page of what was agreed of one referral: first what is not done, the soonest due first. */
export async function actionsOf(
  tx: EntityManager,
  referralId: string,
  asked: unknown,
): Promise<Paged<PanelAction>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM panel_action WHERE panel_referral_id = $1',
    [referralId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<SealedAction[]>(
    `${select} ORDER BY a.done_on IS NOT NULL, a.due_on, a.id LIMIT $2 OFFSET $3`,
    [referralId, place.size, place.offset],
  );
  return { ...place, rows: await opened(tx, rows) };
}

/** @throws NotFound where the referral has none such */
export async function actionIn(tx: EntityManager, referralId: string, id: string): Promise<PanelAction> {
  const rows = await tx.query<SealedAction[]>(`${select} AND a.id = $2`, [referralId, id]);
  const [action] = await opened(tx, rows);
  if (!action) throw new NotFound();
  return action;
}

function opened(tx: EntityManager, rows: readonly SealedAction[]): Promise<PanelAction[]> {
  return openRows(tx, rows, {
    from: panelActionNarrative,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: { words: 'words' },
  });
}

export interface NewAction {
  readonly referralId: string;
  readonly ownerId: string | null;
  readonly dueOn: PlainDate;
}

export async function insertAction(
  tx: EntityManager,
  { caseId, words }: { caseId: string; words: string },
  { referralId, ownerId, dueOn }: NewAction,
): Promise<string> {
  const id = randomUUID();
  await tx.query(
    'INSERT INTO panel_action (id, panel_referral_id, owner_id, due_on) VALUES ($1, $2, $3, $4)',
    [id, referralId, ownerId, dueOn],
  );
  await insertSealed(tx, { of: panelActionNarrative, row: id, keyId: caseId }, { words });
  return id;
}

/** How many were still to do at the version seen: one, or none. */
export async function completeAction(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  doneOn: PlainDate,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    'UPDATE panel_action SET done_on = $3 WHERE id = $1 AND version = $2 AND done_on IS NULL',
    [id, version, doneOn],
  );
  return count;
}
