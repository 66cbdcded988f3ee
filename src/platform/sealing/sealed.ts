import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A value as it is stored. It is no string, so that it reaches no rule, no page and no answer without being opened. */
export type Sealed = Buffer & { readonly __sealed: true };

/** What a value was sealed as: opened as anything else it is refused. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  /** Whose key sealed it: the id of a person, a case or a request. */
  readonly keyId: string;
}

/** A sealed value that is not what was sealed: tampered with, moved to another row, or under another key. */
export class SealBroken extends Error {
  constructor() {
    super('A sealed value could not be opened');
    this.name = 'SealBroken';
  }
}

const [ivBytes, tagBytes] = [12, 16];

/** The one format there is. A second would have another first byte, so that both can be read while one replaces the other. */
const format = Buffer.from([1]);

/** Seals by AES-256-GCM under a random IV: format byte, IV, ciphertext, tag. The place is authenticated with it. */
export function sealValue(words: string, key: Buffer, place: Place): Sealed {
  return Buffer.concat([format, encrypted(Buffer.from(words, 'utf8'), key, aadOf(place))]) as Sealed; // it was just sealed
}

/** @throws SealBroken unless it was sealed by this key, for this place, in a format that is known */
export function openValue(sealed: Sealed, key: Buffer, place: Place): string {
  if (sealed[0] !== format[0]) throw new SealBroken();
  return decrypted(sealed.subarray(1), key, aadOf(place)).toString('utf8');
}

/** IV, ciphertext, tag. */
export function encrypted(plain: Buffer, key: Buffer, aad: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(aad, 'utf8'));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws SealBroken where key, text or what was authenticated with it is not the same */
export function decrypted(sealed: Buffer, key: Buffer, aad: string): Buffer {
  if (sealed.length < ivBytes + tagBytes) throw new SealBroken();
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(aad, 'utf8')).setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}

function aadOf({ table, column, row, keyId }: Place): string {
  // An address may write an id in capitals; the database never does.
  return [String(format[0]), table, column, row, keyId].join('|').toLowerCase();
}
