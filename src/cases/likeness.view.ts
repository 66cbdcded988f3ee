import { labelOf } from '../kernel/codelist.js';
import { identifierOwners } from '../parties/identifier.codes.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { RecordAlike } from './likeness.queries.js';

/** A record that may be of somebody of the case, as the page lists it. */
export function recordAlikeView({ whose, bornOn, reasons, decidedBy, ours, ...record }: RecordAlike) {
  return {
    ...record,
    whose: labelOf(identifierOwners, whose),
    isClient: whose === 'client',
    born: born(bornOn),
    ours: { fullName: ours.fullName, knownAs: ours.knownAs, born: born(ours.bornOn) },
    reasons: reasons.join('; '),
    decidedBy,
    throughAnother: record.verdict === 'one_person' && decidedBy === null,
  };
}

function born(on: PlainDate | null): string {
  return on === null ? 'not known' : inWords(on);
}
