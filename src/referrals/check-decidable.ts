import type { EntityManager } from 'typeorm';
import { unableToContact } from '../cases/unable-to-contact.rules.js';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { contactMethodsOf } from '../parties/party.queries.js';
import { attemptsOn } from './attempt.queries.js';
import type { Referral } from './referral.entity.js';
import { isHeld } from './triage.queries.js';
import type { Decided } from './triage.rules.js';

/**
 * What stands against a decision in the records beside the referral.
 * @throws RuleBroken `held-for-who-is-the-victim`, where it would accept one of two who both say they are the victim; or of
 *   `unableToContact`: three different days, times and ways, as closing a case asks
 */
export async function checkDecidable(
  tx: EntityManager,
  actor: Person,
  { referral, made, now }: { referral: Referral; made: Decided; now: Date },
): Promise<void> {
  if (made.decision === 'unable_to_contact') {
    const attempts = await attemptsOn(tx, referral.id);
    const ways = await contactMethodsOf(tx, referral.clientId);
    unableToContact({ attempts, ways, now }, actor.role);
  }
  if (made.state === 'accepted' && (await isHeld(tx, referral.clientId)))
    throw new RuleBroken(
      'held-for-who-is-the-victim',
      'This person and another both say they are the victim. See your home page: decide that first',
    );
}
