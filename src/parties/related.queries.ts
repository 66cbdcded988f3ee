import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows, updateSealed } from '../platform/sealing/sealing.js';
import type { RelatedChange, RelatedKind } from './related.codes.js';
import type { RelatedFacts } from './related.rules.js';
import { relatedPersonChangeNarrative, relatedPersonIdentity } from './related.sealed.js';

/** Who they are, and how they are reached. */
export interface WhoRelated {
  readonly fullName: string;
  readonly reachedBy: string | null;
  /** Of a professional. */
  readonly worksFor: string | null;
}

export interface RelatedPerson extends RelatedFacts, WhoRelated {
  readonly id: string;
  readonly caseId: string;
  readonly kind: RelatedKind;
  readonly endedAt: Date | null;
  readonly version: number;
}

type SealedPerson = Omit<RelatedPerson, keyof WhoRelated> &
  Readonly<Record<'reachedBy' | 'worksFor', Sealed | null>> & { readonly fullName: Sealed };

const select = `SELECT r.id, r.case_id AS "caseId", r.kind, r.relation, r.born_in AS "bornIn", r.age_told AS "ageTold", r.age_told_on AS "ageToldOn",
    r.in_household AS "inHousehold", r.contact, r.ended_at AS "endedAt", r.version, i.full_name AS "fullName", i.reached_by AS "reachedBy", i.works_for AS "worksFor"
  FROM related_person r JOIN related_person_identity i ON i.related_person_id = r.id WHERE r.case_id = $1`;

/** A page of the people around the client of a case: children first, and whoever is of it no longer last. */
export async function relatedPeopleOf(
  tx: EntityManager,
  caseId: string,
  asked: unknown,
): Promise<Paged<RelatedPerson>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM related_person WHERE case_id = $1',
    [caseId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<SealedPerson[]>(
    `${select} ORDER BY r.ended_at IS NOT NULL, array_position(ARRAY['child', 'protected_person'], r.kind), r.recorded_at, r.id LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows: await opened(tx, rows) };
}

/** @throws NotFound where there is none in the case */
export async function relatedPersonIn(tx: EntityManager, caseId: string, id: string): Promise<RelatedPerson> {
  const [person] = await opened(tx, await tx.query<SealedPerson[]>(`${select} AND r.id = $2`, [caseId, id]));
  if (!person) throw new NotFound();
  return person;
}

function opened(tx: EntityManager, rows: readonly SealedPerson[]): Promise<RelatedPerson[]> {
  return openRows(tx, rows, {
    from: relatedPersonIdentity,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: { fullName: 'full_name', reachedBy: 'reached_by', worksFor: 'works_for' },
  });
}

export async function insertRelated(
  tx: EntityManager,
  { caseId, kind, facts }: { caseId: string; kind: RelatedKind; facts: RelatedFacts },
  who: WhoRelated,
): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `INSERT INTO related_person (id, case_id, kind, relation, born_in, age_told, age_told_on, in_household, contact)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, caseId, kind, ...factsInOrder(facts)],
  );
  await insertSealed(tx, { of: relatedPersonIdentity, row: id, keyId: caseId }, columnsOf(who));
  return id;
}

/** How many were still at the version seen: one, or none. */
export async function correctRelated(
  tx: EntityManager,
  { id, caseId, version }: { id: string; caseId: string; version: number },
  { facts, who }: { facts: RelatedFacts; who: WhoRelated },
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE related_person SET relation = $3, born_in = $4, age_told = $5, age_told_on = $6, in_household = $7, contact = $8
     WHERE id = $1 AND version = $2 AND ended_at IS NULL`,
    [id, version, ...factsInOrder(facts)],
  );
  if (count === 1) {
    await updateSealed(tx, { of: relatedPersonIdentity, row: id, keyId: caseId }, columnsOf(who));
  }
  return count;
}

/** How many were still at the version seen: one, or none. */
export async function endRelated(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  endedAt: Date,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    'UPDATE related_person SET ended_at = $3 WHERE id = $1 AND version = $2 AND ended_at IS NULL',
    [id, version, endedAt],
  );
  return count;
}

/** That somebody was corrected or ended, and why. */
export interface RelatedChanged {
  readonly id: string;
  readonly did: RelatedChange;
  readonly by: string;
  readonly at: Date;
  readonly why: string;
}

export async function addRelatedChange(
  tx: EntityManager,
  { personId, caseId, did }: { personId: string; caseId: string; did: RelatedChange },
  why: string,
): Promise<void> {
  const id = randomUUID();
  await tx.query('INSERT INTO related_person_change (id, related_person_id, did) VALUES ($1, $2, $3)', [
    id,
    personId,
    did,
  ]);
  await insertSealed(tx, { of: relatedPersonChangeNarrative, row: id, keyId: caseId }, { why });
}

/** What was put right of somebody, the latest first, at most twenty. */
export async function changesOfRelated(
  tx: EntityManager,
  { id, caseId }: Pick<RelatedPerson, 'id' | 'caseId'>,
): Promise<RelatedChanged[]> {
  const rows = await tx.query<(Omit<RelatedChanged, 'why'> & { readonly why: Sealed })[]>(
    `SELECT h.id, h.did, s.display_name AS by, h.changed_at AS at, n.why FROM related_person_change h
       JOIN related_person_change_narrative n ON n.related_person_change_id = h.id JOIN staff s ON s.id = h.changed_by
     WHERE h.related_person_id = $1 ORDER BY h.changed_at DESC, h.id LIMIT 20`,
    [id],
  );
  return openRows(tx, rows, {
    from: relatedPersonChangeNarrative,
    row: (change) => change.id,
    keyId: () => caseId,
    fields: { why: 'why' },
  });
}

function factsInOrder({ relation, bornIn, ageTold, ageToldOn, inHousehold, contact }: RelatedFacts) {
  return [relation, bornIn, ageTold, ageToldOn, inHousehold, contact];
}

function columnsOf({ fullName, reachedBy, worksFor }: WhoRelated) {
  return { full_name: fullName, reached_by: reachedBy, works_for: worksFor };
}
