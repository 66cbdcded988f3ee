import { hash, verify } from '@node-rs/argon2';
import { Turns } from './turns.js';

/** OWASP's floor for argon2id (19 MiB, two passes) or more. argon2id is what the library does unless told otherwise. */
const cost = { memoryCost: 32_768, timeCost: 3, parallelism: 1 } as const;

/** Two at a time: hashing is meant to be slow, and a flood of sign-ins must not starve everyone else. */
const turns = new Turns(2, 20);

/** @throws Refusal `sign-in-busy` */
export function hashPassword(password: string): Promise<string> {
  return turns.take('known', () => hash(password, cost));
}

/**
 * Whether the password is the one hashed. Takes as long where there is no account, so that time tells nothing.
 * @throws Refusal `sign-in-busy`
 */
export async function passwordIs(password: string, hashed: string | null): Promise<boolean> {
  const stored = hashed ?? (await hashOfNobody());
  const matches = await turns.take('known', () => verify(stored, password));
  return matches && hashed !== null;
}

let nobody: Promise<string> | undefined;
function hashOfNobody(): Promise<string> {
  nobody ??= hash('the password of no account at all', cost);
  return nobody;
}
