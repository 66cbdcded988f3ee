import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { consentsOf, contactMethodsOf } from '../parties/party.queries.js';
import { addConsent } from '../parties/record-client.js';
import { everythingThatGoesThere, saidOf } from '../parties/same-way.rules.js';
import { worsenEach } from '../parties/worsen-each.js';
import { addHistory } from '../platform/database/history.js';
import type { Referral } from './referral.entity.js';

/** A referral, or the first of those it is one of, as far as whose it is. */
type Whose = Pick<Referral, 'clientId' | 'caseId'>;

/**
 * Takes what a duplicate warns of to the client of the first: that a number is less safe than was known, and each refusal and
 * withdrawal. Whatever comes by a key, a form or a sheet begins with a client of its own, and deciding that it repeats another
 * leaves that one behind: nobody would look there again. What it warns of counts as learnt on the day it was decided, so that
 * nothing verified before then makes it safe.
 */
export async function carryWarnings(
  tx: EntityManager,
  duplicate: Whose,
  { first, learntOn }: { first: Whose; learntOn: PlainDate },
): Promise<void> {
  if (duplicate.clientId === first.clientId) return;
  for (const method of await contactMethodsOf(tx, duplicate.clientId)) {
    const known = everythingThatGoesThere(await contactMethodsOf(tx, first.clientId), method.value);
    await worsenEach(tx, known, { said: saidOf(method), learntOn, caseId: first.caseId });
  }
  await carryRefusals(tx, duplicate, first);
}

/** With the days they were said and recorded on: a decision made later does not make them so. */
async function carryRefusals(tx: EntityManager, duplicate: Whose, first: Whose): Promise<void> {
  const answers = await consentsOf(tx, duplicate.clientId);
  for (const answer of answers.filter(({ value }) => value === 'refused' || value === 'withdrawn')) {
    const consentId = await addConsent(tx, first.clientId, answer);
    await addHistory(tx, { did: 'consent.recorded', to: consentId, in: first.caseId });
  }
}
