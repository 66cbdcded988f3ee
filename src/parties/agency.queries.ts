import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { AgencyKind } from './agency.codes.js';

/** Another organisation that may be told something of a client. Its name says nothing of anybody. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
}

export async function agenciesOnPage(tx: EntityManager, asked: unknown): Promise<Paged<Agency>> {
  const [{ total }] = await tx.query<[{ total: number }]>('SELECT count(*) AS total FROM agency');
  const place = pageOf(asked, total);
  const rows = await tx.query<Agency[]>(
    'SELECT id, name, kind FROM agency ORDER BY lower(name), id LIMIT $1 OFFSET $2',
    [place.size, place.offset],
  );
  return { ...place, rows };
}

/** All there are to choose from, by name. */
export function agencyChoices(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>('SELECT id AS code, name AS label FROM agency ORDER BY lower(name), id');
}

/** The MARACs and stalking panels there are, by name. */
export function panelChoices(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT id AS code, name AS label FROM agency WHERE kind IN ('marac', 'masip') ORDER BY lower(name), id`,
  );
}

/** Children's and adults' social care, by name. */
export function socialCareChoices(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT id AS code, name AS label FROM agency WHERE kind IN ('childrens_services', 'adult_services') ORDER BY lower(name), id`,
  );
}

/** @throws NotFound where this organisation has none such */
export async function agencyWith(tx: EntityManager, id: string): Promise<Agency> {
  const [agency] = await tx.query<Agency[]>('SELECT id, name, kind FROM agency WHERE id = $1', [id]);
  if (!agency) throw new NotFound();
  return agency;
}

/** Its id; null where one of that name is there already. */
export async function addAgency(
  tx: EntityManager,
  { name, kind }: Omit<Agency, 'id'>,
): Promise<string | null> {
  const [made] = await tx.query<{ id: string }[]>(
    'INSERT INTO agency (name, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
    [name, kind],
  );
  return made?.id ?? null;
}
