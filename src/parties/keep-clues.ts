import { tokenIn } from '../platform/sealing/sealing.js';
import type { Queries } from '../platform/sealing/data-keys.js';
import { clueBytes, type PersonClue } from './clues.js';

/** Keeps what a client may be found by, in their own team. */
export async function keepClientClues(
  tx: Queries,
  clientId: string,
  clues: readonly PersonClue[],
): Promise<void> {
  await keep(tx, { table: 'client', column: 'client_id', id: clientId }, clues);
}

export async function keepPerpetratorClues(
  tx: Queries,
  perpetratorId: string,
  clues: readonly PersonClue[],
): Promise<void> {
  await keep(tx, { table: 'perpetrator', column: 'perpetrator_id', id: perpetratorId }, clues);
}

/** Forgets what a client or a perpetrator was found by under a name and a birth that were corrected. How they are reached, where they live and what else they are known by stay. */
export async function dropNameClues(tx: Queries, personId: string): Promise<void> {
  await tx.query(
    `DELETE FROM identity_token WHERE (client_id = $1 OR perpetrator_id = $1) AND identifier_id IS NULL
       AND kind NOT IN ('phone', 'phone_ending', 'email', 'postcode')`,
    [personId],
  );
}

/** Keeps what somebody may be found by as long as they are known by this. */
export async function keepIdentifierClues(
  tx: Queries,
  { table, id, identifierId }: { table: 'client' | 'perpetrator'; id: string; identifierId: string },
  clues: readonly PersonClue[],
): Promise<void> {
  await tx.query(
    `INSERT INTO identity_token (token, kind, team_id, ${table}_id, identifier_id)
     SELECT t.token, t.kind, p.team_id, p.id, $4 FROM ${table} p, unnest($2::bytea[], $3::text[]) AS t (token, kind) WHERE p.id = $1`,
    [id, tokensOf(tx, clues), clues.map(({ kind }) => kind), identifierId],
  );
}

export async function dropIdentifierClues(tx: Queries, identifierId: string): Promise<void> {
  await tx.query('DELETE FROM identity_token WHERE identifier_id = $1', [identifierId]);
}

/** The tokens of clues, by which those whom whoever asks may see are looked for. */
export function tokensOf(tx: Queries, clues: readonly PersonClue[]): Buffer[] {
  return clues.map((clue) => tokenIn(tx, clue, clueBytes[clue.kind]));
}

interface Whose {
  readonly table: 'client' | 'perpetrator';
  readonly column: 'client_id' | 'perpetrator_id';
  readonly id: string;
}

async function keep(tx: Queries, { table, column, id }: Whose, clues: readonly PersonClue[]): Promise<void> {
  await tx.query(
    `INSERT INTO identity_token (token, kind, team_id, ${column})
     SELECT t.token, t.kind, p.team_id, p.id FROM ${table} p, unnest($2::bytea[], $3::text[]) AS t (token, kind) WHERE p.id = $1`,
    [id, tokensOf(tx, clues), clues.map(({ kind }) => kind)],
  );
}
