import type { EntityManager } from 'typeorm';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import {
  countedBy,
  helplineFigures,
  type CountedBy,
  type HelplineChannel,
  type WhyNotCounted,
} from './helpline.codes.js';
import type { HelplineCountBody, HelplineMonth } from './helpline.dto.js';
import type { HelplineCounts } from './helpline.rules.js';

/** One count, sound and about to be recorded. */
export interface HelplineCount {
  readonly onDay: PlainDate;
  readonly fromHour: number | null;
  readonly channel: HelplineChannel;
  readonly counts: HelplineCounts;
  readonly whyUnknown: WhyNotCounted | null;
  readonly countedBy: CountedBy;
}

// All of these are our own codes: nothing of a request is written into a statement.
const figures = codesOf(helplineFigures);
const perFigure = figures
  .map(
    (of) =>
      `jsonb_build_object('counted', sum(${of}), 'unknown', count(*) FILTER (WHERE ${of} IS NULL)) AS ${of}`,
  )
  .join(', ');
const perWay = codesOf(countedBy)
  .map((way) => `'${way}', count(*) FILTER (WHERE counted_by = '${way}')`)
  .join(', ');

/** The months in which something was counted, by channel, the latest first. What was replaced is in none. */
export async function monthsOnPage(tx: EntityManager, asked: unknown): Promise<Paged<HelplineMonth>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    `SELECT count(DISTINCT (to_char(on_day, 'YYYY-MM'), channel)) AS total FROM helpline_count WHERE replaced_at IS NULL`,
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<HelplineMonth[]>(
    `SELECT to_char(on_day, 'YYYY-MM') AS month, channel, count(DISTINCT on_day) AS days, count(*) AS counts,
       jsonb_build_object(${perWay}) AS "countedBy", ${perFigure}
     FROM helpline_count WHERE replaced_at IS NULL GROUP BY 1, 2 ORDER BY 1 DESC, 2 LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

/** Every count ever recorded, the latest day first; those that were replaced too. */
export async function countsOnPage(tx: EntityManager, asked: unknown): Promise<Paged<HelplineCountBody>> {
  const [{ total }] = await tx.query<[{ total: number }]>('SELECT count(*) AS total FROM helpline_count');
  const place = pageOf(asked, total);
  const rows = await tx.query<HelplineCountBody[]>(
    `SELECT c.id, c.on_day AS "onDay", c.from_hour AS "fromHour", c.channel, ${figures.map((of) => `c.${of}`).join(', ')},
       c.why_unknown AS "whyUnknown", c.counted_by AS "countedBy", c.replaced_at IS NOT NULL AS replaced,
       s.display_name AS "recordedBy", c.recorded_at AS "recordedAt"
     FROM helpline_count c JOIN staff s ON s.id = c.recorded_by
     ORDER BY c.on_day DESC, c.channel, c.from_hour, c.recorded_at DESC, c.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

/** Puts away what stands of this hour, or of this day where either is of the whole day. */
export async function putAway(tx: EntityManager, { onDay, channel, fromHour }: HelplineCount): Promise<void> {
  await tx.query(
    `UPDATE helpline_count SET replaced_at = now() WHERE on_day = $1 AND channel = $2 AND replaced_at IS NULL
       AND (from_hour IS NULL OR $3::smallint IS NULL OR from_hour = $3)`,
    [onDay, channel, fromHour],
  );
}

export async function addCount(tx: EntityManager, count: HelplineCount): Promise<void> {
  const { onDay, fromHour, channel, counts, whyUnknown, countedBy: way } = count;
  await tx.query(
    `INSERT INTO helpline_count (on_day, from_hour, channel, why_unknown, counted_by, ${figures.join(', ')})
     VALUES ($1, $2, $3, $4, $5, ${figures.map((_, index) => `$${String(index + 6)}`).join(', ')})`,
    [onDay, fromHour, channel, whyUnknown, way, ...figures.map((of) => counts[of])],
  );
}
