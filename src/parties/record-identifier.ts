import type { EntityManager } from 'typeorm';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { inserted } from '../platform/database/inserted.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import { identifierClues } from './clues.js';
import type { IdentifierOwner } from './identifier.codes.js';
import { Identifier } from './identifier.entity.js';
import type { IdentifierFacts } from './identifier.rules.js';
import { dropIdentifierClues, keepIdentifierClues } from './keep-clues.js';
import { clientIdentifier, perpetratorIdentifier } from './party.sealed.js';

const sealedBy = { client: clientIdentifier, perpetrator: perpetratorIdentifier } as const;

/** Puts on record what somebody is known by, and finds them by it from now on. */
export async function addIdentifier(
  tx: EntityManager,
  { whose, personId }: { readonly whose: IdentifierOwner; readonly personId: string },
  { facts, now }: { readonly facts: IdentifierFacts; readonly now: Date },
): Promise<string> {
  const id = await inserted(tx, Identifier, {
    ...(whose === 'client' ? { clientId: personId } : { perpetratorId: personId }),
    kind: facts.kind,
    platform: facts.platform,
    recordedAt: now,
  });
  await insertSealed(tx, { of: sealedBy[whose], row: id, keyId: personId }, { value: facts.value });
  await keepIdentifierClues(tx, { table: whose, id: personId, identifierId: id }, identifierClues(facts));
  return id;
}

/** Takes back what somebody was said to be known by; nobody is found by it any more. @throws Stale */
export async function retractIdentifier(
  tx: EntityManager,
  seen: { id: string; version: number },
  retractedAt: Date,
): Promise<void> {
  await guardedUpdate(tx, [Identifier, seen], { retractedAt });
  await dropIdentifierClues(tx, seen.id);
}
