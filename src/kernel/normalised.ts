/** A name without accents, capitals, punctuation or spare spaces, so that "O'Demo–Áster" is "o demo aster". */
export function normalisedName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** The last postcode in a text, in capitals without its blank, so that "12 Demo Street, zz1 1zz" is "ZZ11ZZ"; null where there is none. */
export function normalisedPostcode(value: string): string | null {
  const found = [...value.toUpperCase().matchAll(/\b([A-Z]{1,2}\d[A-Z\d]?) {0,2}(\d[A-Z]{2})\b/g)].at(-1);
  return found ? `${found[1] ?? ''}${found[2] ?? ''}` : null;
}

/**
 * A phone number as the last ten of its digits without the leading 0 or 44, an email address in lower case; null for anything else, such
 * as a street address, which is not compared. "+44 (0)7700 900123" and "07700900123" are both "7700900123".
 */
export function normalisedContact(value: string): string | null {
  if (value.includes('@')) return value.trim().toLowerCase();
  const digits = value
    .replace(/\D/g, '')
    .replace(/^(00)?44(?=\d{9})/, '')
    .replace(/^0+/, '');
  // Fifteen digits are the most a number has, with its country (ITU-T E.164).
  return digits.length >= 9 && digits.length <= 15 ? digits.slice(-10) : null;
}
