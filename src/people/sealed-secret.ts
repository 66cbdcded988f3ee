import { openText, sealText } from '../platform/sealing/box.js';

/** Seals an app's secret for its account: moved to another's row, it does not open. */
export function sealSecret(key: Buffer, secret: string, staffId: string): Buffer {
  return sealText(key, secret, boundTo(staffId));
}

/** @throws Error where it was sealed with another key, for another account, or was changed since. */
export function openSecret(key: Buffer, sealed: Buffer, staffId: string): string {
  return openText(key, sealed, boundTo(staffId));
}

const boundTo = (staffId: string) => `authenticator_app|${staffId}`;
