import { isCode, labelOf, type Codelist } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { obstacles } from './proposal.codes.js';
import { emailNotUsable } from './propose.js';

/**
 * Approves something, as the database does while it holds it: of two who approve at once, one finds it decided.
 * @throws RuleBroken named after the obstacle, in words
 */
export async function whereApproved<T>(approve: () => Promise<T>, known: Codelist = obstacles): Promise<T> {
  try {
    return await approve();
  } catch (error) {
    const met = brokenConstraint(error);
    if (met === 'staff_email_is_used_once') throw emailNotUsable();
    if (met === 'seal_is_in_safe_hands') throw lastForASeal();
    if (met === null || !isCode(known, met)) throw error;
    throw new RuleBroken(met.replaceAll('_', '-'), labelOf(known, met));
  }
}

/** Takes somebody from their work. @throws RuleBroken `last-for-a-seal` where a sealed record would be on nobody’s board */
export async function whereLetGo<T>(letGo: () => Promise<T>): Promise<T> {
  try {
    return await letGo();
  } catch (error) {
    throw brokenConstraint(error) === 'seal_is_in_safe_hands' ? lastForASeal() : error;
  }
}

/** Says that there is a sealed record, and never which: whoever keeps the accounts reads none. */
function lastForASeal(): RuleBroken {
  return new RuleBroken(
    'last-for-a-seal',
    'No other supervisor is named for a record that is sealed for them. They name one first; to shut them out at once, reset how they sign in.',
  );
}
