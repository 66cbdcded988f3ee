import type { EntityManager } from 'typeorm';
import { plainDate, type PlainDate } from '../kernel/plain-date.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { erased, openRows, updateSealed } from '../platform/sealing/sealing.js';
import { nameClues } from './clues.js';
import { dropNameClues, keepPerpetratorClues } from './keep-clues.js';
import type { WhoSomebodyIs } from './matching.rules.js';
import { perpetratorIdentity } from './party.sealed.js';
import { Perpetrator } from './perpetrator.entity.js';

/** Who somebody said to be stalking is said to be. */
export interface PerpetratorRecord extends WhoSomebodyIs {
  readonly id: string;
  readonly version: number;
}

/** Those of these perpetrators whom row security shows. */
export async function perpetratorsWith(
  tx: EntityManager,
  ids: readonly string[],
): Promise<PerpetratorRecord[]> {
  const rows = await tx.query<SealedPerpetrator[]>(
    `SELECT p.id, p.version, i.full_name AS "fullName", i.also_known_as AS "knownAs", i.born_on AS born
     FROM perpetrator p JOIN perpetrator_identity i ON i.perpetrator_id = p.id WHERE p.id = ANY ($1)`,
    [ids],
  );
  const opened = await openRows(tx, rows, {
    from: perpetratorIdentity,
    row: ({ id }) => id,
    keyId: ({ id }) => id,
    fields: { fullName: 'full_name', knownAs: 'also_known_as', born: 'born_on' },
  });
  return opened.map(({ born, ...who }) => ({ ...who, bornOn: dayOf(born) }));
}

interface SealedPerpetrator {
  readonly id: string;
  readonly version: number;
  readonly fullName: Sealed;
  readonly knownAs: Sealed | null;
  readonly born: Sealed | null;
}

function dayOf(opened: string | null): PlainDate | null {
  return opened === null || opened === erased ? null : plainDate(opened);
}

/** Changes who a perpetrator is said to be, if the record is still at the version seen. @throws Stale otherwise. */
export async function correctPerpetrator(
  tx: EntityManager,
  seen: { id: string; version: number },
  who: WhoSomebodyIs,
): Promise<void> {
  // The identity has no version of its own: the perpetrator's own row is touched, which moves its version on.
  await guardedUpdate(tx, [Perpetrator, seen], { id: seen.id });
  const place = { of: perpetratorIdentity, row: seen.id, keyId: seen.id };
  const { fullName, knownAs, bornOn } = who;
  await updateSealed(tx, place, { full_name: fullName, also_known_as: knownAs, born_on: bornOn });
  await dropNameClues(tx, seen.id);
  await keepPerpetratorClues(tx, seen.id, nameClues(who));
}
