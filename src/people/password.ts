import { hash, verify } from '@node-rs/argon2';
import { RuleBroken } from '../kernel/errors.js';

/** OWASP's floor for argon2id (19 MiB, two passes) or more. argon2id is what the library does unless told otherwise. */
const cost = { memoryCost: 32_768, timeCost: 3, parallelism: 1 } as const;

/** Two at a time: hashing is meant to be slow, and a flood of sign-ins must not starve everyone else. */
const slots = 2;
let busy = 0;
const waiting: (() => void)[] = [];

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, cost));
}

/** Whether the password is the one hashed. Takes as long where there is no account, so that time tells nothing. */
export async function passwordIs(password: string, hashed: string | null): Promise<boolean> {
  const stored = hashed ?? (await hashOfNobody());
  const matches = await inTurn(() => verify(stored, password));
  return matches && hashed !== null;
}

let nobody: Promise<string> | undefined;
function hashOfNobody(): Promise<string> {
  nobody ??= hashPassword('the password of no account at all');
  return nobody;
}

/** @throws RuleBroken `sign-in-busy` where twenty are waiting already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= slots) {
    if (waiting.length >= 20)
      throw new RuleBroken(
        'sign-in-busy',
        'Too many people are signing in at once. Wait a minute, then try again.',
      );
    await new Promise<void>((go) => waiting.push(go));
  }
  busy += 1;
  try {
    return await work();
  } finally {
    busy -= 1;
    waiting.shift()?.();
  }
}
