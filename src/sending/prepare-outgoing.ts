import type { EntityManager } from 'typeorm';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { consentsOf, contactMethodsOf, type ContactRecord } from '../parties/party.queries.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import type { OutgoingKind, OutgoingMessage } from './outgoing.codes.js';
import { isSentByMachine, maySend, type SendingDecision } from './sending.rules.js';

/** A case as far as sending to its client asks. */
export interface SendingCase {
  readonly id: string;
  readonly clientId: string;
  readonly closedOn: PlainDate | null;
}

/** What is to go out, to which of the client's methods, and when the method is to be used. */
export interface Wanted {
  readonly methodId: string;
  readonly kind: OutgoingKind;
  readonly message: OutgoingMessage | null;
  readonly useAt: Date;
}

/**
 * The only way for anything to go out: makes it where the rule says so, to be sent when its time comes, or to be shown.
 * @throws NotFound where the method is not the client's
 * @throws RuleBroken `not-safe-to-send` with the reason, as the database would refuse it
 */
export async function prepareOutgoing(
  tx: EntityManager,
  kase: SendingCase,
  { wanted, now }: { wanted: Wanted; now: Date },
): Promise<string> {
  const { methodId, kind, message, useAt } = wanted;
  const { decision } = await decisionFor(tx, kase, wanted);
  if (!decision.maySend) throw new RuleBroken('not-safe-to-send', decision.inWords);
  const byMachine = isSentByMachine(kind);
  const [made] = await tx
    .query<[{ id: string }]>(
      `INSERT INTO outgoing (case_id, contact_method_id, kind, message, use_at, state, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [kase.id, methodId, kind, message, useAt, byMachine ? 'waiting' : 'made', now],
    )
    .catch(asRule);
  await addHistory(tx, { did: byMachine ? 'outgoing.queued' : 'outgoing.made', to: made.id, in: kase.id });
  return made.id;
}

/** What the rule says of something as things stand, with the method it would go to. @throws NotFound */
export async function decisionFor(
  tx: EntityManager,
  { clientId, closedOn }: SendingCase,
  { methodId, kind, useAt }: Pick<Wanted, 'methodId' | 'kind' | 'useAt'>,
): Promise<{ method: ContactRecord; decision: SendingDecision }> {
  const method = (await contactMethodsOf(tx, clientId)).find(({ id }) => id === methodId);
  if (!method) throw new NotFound();
  const consents = await consentsOf(tx, clientId);
  return { method, decision: maySend(kind, { method, consents, caseClosedOn: closedOn }, useAt) };
}

/** Somebody made it unsafe meanwhile. */
function asRule(error: unknown): never {
  if (brokenConstraint(error) === 'outgoing_is_safe')
    throw new RuleBroken('not-safe-to-send', 'It is not safe to send. Look at what is known now');
  throw error;
}

/** Stops what has not gone yet. @throws RuleBroken `gone-already` */
export async function cancelOutgoing(
  tx: EntityManager,
  { caseId, outgoingId }: { caseId: string; outgoingId: string },
  now: Date,
): Promise<void> {
  const [stopped] = await tx.query<[unknown[], number]>(
    `UPDATE outgoing SET state = 'stopped', stopped_because = 'cancelled', ended_at = $3
     WHERE id = $1 AND case_id = $2 AND state IN ('waiting', 'made') RETURNING id`,
    [outgoingId, caseId, now],
  );
  if (stopped.length === 0)
    throw new RuleBroken('gone-already', 'It has gone, or was stopped, and cannot be cancelled');
  await addHistory(tx, { did: 'outgoing.stopped', to: outgoingId, in: caseId });
}
