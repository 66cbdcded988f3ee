import type { Person } from '../kernel/actor.js';
import { may, type Reached } from '../kernel/policy.js';
import { exclusions, seals } from './safeguard.policy.js';

/** What the page of a record says of who may see it, and what this person may do about that. */
export function safeguardsView(actor: Person, record: Reached & { readonly sealed: boolean }) {
  const { sealed, inEmergency = false } = record;
  return {
    sealed,
    inEmergency,
    mayExclude: may(actor, exclusions.exclude, record),
    maySeal: !sealed && may(actor, seals.seal, record),
    mayUnseal: sealed && may(actor, seals.unseal, record),
  };
}
