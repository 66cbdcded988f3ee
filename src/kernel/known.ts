/** A fact that is either known or unknown for a stated reason: there is no blank and no code called "unknown". */
export type Known<T, Reason extends string = string> = { readonly known: T } | { readonly unknown: Reason };

export function known<T>(value: T): { readonly known: T } {
  return { known: value };
}

export function unknownBecause<Reason extends string>(reason: Reason): { readonly unknown: Reason } {
  return { unknown: reason };
}

export function isKnown<T, Reason extends string>(fact: Known<T, Reason>): fact is { readonly known: T } {
  return 'known' in fact;
}

/**
 * Reads the two columns a known-or-unknown fact is stored in. Exactly one of them is set: a CHECK in the database says so.
 * @throws Error where both or neither are set.
 */
export function knownFrom<T, Reason extends string>(
  value: T | null,
  reason: Reason | null,
): Known<T, Reason> {
  if (value !== null && reason === null) return known(value);
  if (value === null && reason !== null) return unknownBecause(reason);
  throw new Error('A fact must be either known or unknown for a reason');
}
