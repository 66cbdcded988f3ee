import { createHmac } from 'node:crypto';
import type { Secrets } from '../secrets.js';

/**
 * What stands in the log for what somebody searched for: the same for the same terms, and telling nobody what they were
 * who has not the key.
 */
export function hashOfTerms(secrets: Secrets, terms: readonly (string | null)[]): string {
  const said = terms.map((term) => term?.trim().toLowerCase() ?? null);
  return createHmac('sha256', secrets.keyFor('audit-search')).update(JSON.stringify(said)).digest('hex');
}
