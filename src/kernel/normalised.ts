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

/**
 * A vehicle registration in capitals without blanks, with O for 0 and I for 1 taken as the same, since they are on the plate:
 * "ab12 ode" is "AB12 0DE" and both are "AB120DE". Null for what is no UK registration: two to seven characters, letters and digits.
 */
export function normalisedPlate(value: string): string | null {
  const written = value.toUpperCase().replace(/[\s.-]/g, '');
  if (!/^(?=.*[A-Z])(?=.*\d)[A-Z\d]{2,7}$/.test(written)) return null;
  return written.replaceAll('O', '0').replaceAll('I', '1');
}

/** A username in lower case without its @, or the end of an address it was copied from; null where nothing is left. */
export function normalisedUsername(value: string): string | null {
  const handle = value
    .trim()
    .toLowerCase()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/^.*\//, '')
    .replace(/^@/, '');
  return handle === '' || /\s/.test(handle) ? null : handle;
}

/** A crime reference as its letters and digits, in capitals; null with fewer than four, or without a digit. "42/12345/26" is "421234526". */
export function normalisedCrimeReference(value: string): string | null {
  const written = value.toUpperCase().replace(/[^A-Z\d]/g, '');
  return written.length >= 4 && /\d/.test(written) ? written : null;
}
