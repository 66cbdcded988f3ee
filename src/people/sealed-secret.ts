import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const version = 1;

/** Seals an app's secret with AES-256-GCM, bound to its account: moved to another's row, it does not open. */
export function sealSecret(key: Buffer, secret: string, staffId: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(`authenticator_app|${staffId}`));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), iv, sealed, cipher.getAuthTag()]);
}

/** @throws Error where it was sealed with another key, for another account, or was changed since. */
export function openSecret(key: Buffer, sealed: Buffer, staffId: string): string {
  if (sealed[0] !== version)
    throw new Error('An authenticator app was sealed in a way this version does not know');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
    .setAAD(Buffer.from(`authenticator_app|${staffId}`))
    .setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]).toString('utf8');
}
