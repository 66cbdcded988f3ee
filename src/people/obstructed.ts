import { isCode, labelOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { obstacles } from './proposal.codes.js';
import { emailNotUsable } from './propose.js';

/**
 * Approves something, as the database does while it holds it: of two who approve at once, one finds it decided.
 * @throws RuleBroken named after the obstacle, in words
 */
export async function whereApproved<T>(approve: () => Promise<T>): Promise<T> {
  try {
    return await approve();
  } catch (error) {
    const met = brokenConstraint(error);
    if (met === 'staff_email_is_used_once') throw emailNotUsable();
    if (!isCode(obstacles, met)) throw error;
    throw new RuleBroken(met.replaceAll('_', '-'), labelOf(obstacles, met));
  }
}
