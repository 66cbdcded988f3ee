import type { EntityManager } from 'typeorm';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { insertSealed, updateSealed } from '../platform/sealing/sealing.js';
import type { LikenessVerdict } from './likeness.codes.js';
import { sharedClues, type WhichPerson } from './likeness.queries.js';
import { clientLikeness, perpetratorLikeness } from './party.sealed.js';

const sealedBy = { client: clientLikeness, perpetrator: perpetratorLikeness } as const;

/** Two records of one sort. */
export interface Pair extends WhichPerson {
  readonly otherId: string;
}

/**
 * Puts on record that two records are of one person, or of two people, and on what kinds of clue that was judged. What was decided
 * before ends with it. @throws RuleBroken `judged-meanwhile` where somebody else decided in the same moment
 */
export async function judge(
  tx: EntityManager,
  { whose, id, otherId }: Pair,
  verdict: LikenessVerdict,
): Promise<string> {
  const [one, other] = id < otherId ? [id, otherId] : [otherId, id];
  const shared = (await sharedClues(tx, { whose, id })).get(otherId) ?? [];
  await tx.query(
    `UPDATE likeness SET ended_by = my_user(), ended_at = now() WHERE one = $1 AND other = $2 AND verdict = 'two_people' AND ended_at IS NULL`,
    [one, other],
  );
  const [made] = await tx.query<{ id: string }[]>(
    `INSERT INTO likeness (${whose}_id, other_${whose}_id, verdict, judged_on) VALUES ($1, $2, $3, $4)
     ON CONFLICT (one, other) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
    [one, other, verdict, shared],
  );
  if (!made)
    throw new RuleBroken('judged-meanwhile', 'Somebody else has just decided this. Open the page again.');
  return made.id;
}

/** Puts on record that two records are of one person, and why. */
export async function join(tx: EntityManager, pair: Pair, why: string): Promise<string> {
  const likenessId = await judge(tx, pair, 'one_person');
  await insertSealed(tx, wordsOf(pair, likenessId), { why });
  return likenessId;
}

/** Ends that, and says why. Nothing was moved, so nothing is moved back. @throws NotFound where it ended meanwhile */
export async function part(
  tx: EntityManager,
  pair: Pair,
  { likenessId, why }: { readonly likenessId: string; readonly why: string },
): Promise<void> {
  const [, ended] = await tx.query<[unknown[], number]>(
    'UPDATE likeness SET ended_by = my_user(), ended_at = now() WHERE id = $1 AND ended_at IS NULL',
    [likenessId],
  );
  if (ended !== 1) throw new NotFound();
  await updateSealed(tx, wordsOf(pair, likenessId), { why_ended: why });
}

function wordsOf({ whose, id, otherId }: Pair, likenessId: string) {
  return { of: sealedBy[whose], row: likenessId, keyId: id < otherId ? id : otherId };
}
