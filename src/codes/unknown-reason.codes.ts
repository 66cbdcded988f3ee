import { codelist, type Code } from '../kernel/codelist.js';

/** Why a fact is not known. Every unknown carries one: a return that says only "unknown" hides which it was. */
export const unknownReasons = codelist({
  not_asked: 'Not asked',
  asked_declined: 'Asked, and declined to say',
  client_does_not_know: 'The client does not know',
  not_safe_to_ask: 'Not safe to ask',
  referrer_did_not_supply: 'The referrer did not supply it',
  no_contact_made: 'No contact made with the client',
  anonymous_contact: 'The contact was anonymous',
  not_applicable: 'Does not apply',
  conflicting_sources: 'Sources conflict',
  legacy_import: 'Not held in the records brought across',
  perpetrator_unidentified: 'The perpetrator has not been identified',
});
export type UnknownReason = Code<typeof unknownReasons>;

/** The three lines a return prints beneath the known values, in this order. */
export const unknownGroups = codelist({
  unknown_not_asked: 'Not known: not asked',
  unknown_not_answered: 'Not known: asked, but no answer could be recorded',
  unknown_not_obtainable: 'Not known: could not be asked or obtained',
});
export type UnknownGroup = Code<typeof unknownGroups>;

// "Not asked" is kept alone, because it is the only reason that measures the service's own practice. Not safe to ask
// is therefore not in it: the advocate was right not to.
const groups = {
  not_asked: 'unknown_not_asked',
  asked_declined: 'unknown_not_answered',
  client_does_not_know: 'unknown_not_answered',
  conflicting_sources: 'unknown_not_answered',
  not_safe_to_ask: 'unknown_not_obtainable',
  referrer_did_not_supply: 'unknown_not_obtainable',
  no_contact_made: 'unknown_not_obtainable',
  anonymous_contact: 'unknown_not_obtainable',
  not_applicable: 'unknown_not_obtainable',
  legacy_import: 'unknown_not_obtainable',
  perpetrator_unidentified: 'unknown_not_obtainable',
} as const satisfies Record<UnknownReason, UnknownGroup>;

/** The line of a return that an unknown is counted on. Each reason is on exactly one, so the lines add up. */
export function unknownGroupOf(reason: UnknownReason): UnknownGroup {
  return groups[reason];
}
