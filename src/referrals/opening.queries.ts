import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { hoursStored } from '../parties/safe-hours.rules.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { OpeningDayBody, OpeningHoursBody } from './opening.dto.js';
import { openingInWords } from './opening.rules.js';

/** The hours one's own service has had and is to have, the latest to begin first. What was said and superseded stays. */
export async function hoursOnPage(
  tx: EntityManager,
  asked: unknown,
  today: PlainDate,
): Promise<Paged<OpeningHoursBody>> {
  const [{ total }] = await tx.query<[{ total: number }]>('SELECT count(*) AS total FROM opening_hours');
  const place = pageOf(asked, total);
  const rows = await tx.query<(Omit<OpeningHoursBody, 'hours'> & { minutes: string })[]>(
    `SELECT h.from_on AS "fromOn", h.open_minutes::text AS minutes, h.closes_on_bank_holidays AS "closesOnBankHolidays",
       h.id IS NOT DISTINCT FROM (SELECT id FROM opening_hours WHERE from_on <= $1 ORDER BY from_on DESC, recorded_at DESC, id LIMIT 1) AS "inForce",
       s.display_name AS "recordedBy", h.recorded_at AS "recordedAt"
     FROM opening_hours h JOIN staff s ON s.id = h.recorded_by ORDER BY h.from_on DESC, h.recorded_at DESC, h.id LIMIT $2 OFFSET $3`,
    [today, place.size, place.offset],
  );
  return {
    ...place,
    rows: rows.map(({ minutes, ...row }) => ({ ...row, hours: openingInWords(hoursStored(minutes)) })),
  };
}

/** Single days, the latest first. */
export async function daysOnPage(tx: EntityManager, asked: unknown): Promise<Paged<OpeningDayBody>> {
  const [{ total }] = await tx.query<[{ total: number }]>('SELECT count(*) AS total FROM opening_day');
  const place = pageOf(asked, total);
  const rows = await tx.query<OpeningDayBody[]>(
    `SELECT d.on_day AS "onDay", d.opens, s.display_name AS "recordedBy", d.recorded_at AS "recordedAt",
       row_number() OVER (PARTITION BY d.on_day ORDER BY d.recorded_at DESC, d.id DESC) = 1 AS holds
     FROM opening_day d JOIN staff s ON s.id = d.recorded_by ORDER BY d.on_day DESC, d.recorded_at DESC, d.id DESC LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

export async function haveHours(tx: EntityManager): Promise<boolean> {
  const [{ some }] = await tx.query<[{ some: boolean }]>('SELECT EXISTS (SELECT FROM opening_hours) AS some');
  return some;
}
