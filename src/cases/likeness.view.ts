import { labelOf } from '../kernel/codelist.js';
import { identifierOwners } from '../parties/identifier.codes.js';
import { inWords } from '../kernel/plain-date.js';
import type { RecordAlike } from './likeness.queries.js';

/** A record that may be of somebody of the case, as the page lists it. */
export function recordAlikeView({ whose, bornOn, reasons, decidedBy, ...record }: RecordAlike) {
  return {
    ...record,
    whose: labelOf(identifierOwners, whose),
    isClient: whose === 'client',
    born: bornOn === null ? 'not known' : inWords(bornOn),
    reasons: reasons.join('; '),
    decidedBy,
    throughAnother: record.verdict === 'one_person' && decidedBy === null,
  };
}
