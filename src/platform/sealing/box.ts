import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const version = 1;

/** Seals text with AES-256-GCM, bound to what it belongs to: put anywhere else, it does not open. */
export function sealText(key: Buffer, text: string, boundTo: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), iv, sealed, cipher.getAuthTag()]);
}

/** @throws Error where it was sealed with another key, for something else, or was changed since. */
export function openText(key: Buffer, sealed: Buffer, boundTo: string): string {
  if (sealed[0] !== version) throw new Error('This was sealed in a way that this version does not know');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]).toString('utf8');
}
