import type { EntityManager } from 'typeorm';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { SafetyFacts } from './safe-contact.rules.js';
import { hoursStored } from './safe-hours.rules.js';

/** What was said of the safety of a method one time, and who said so. */
export interface SaidOnce extends SafetyFacts {
  readonly version: number;
  readonly saidAt: Date;
  /** Null where a program outside sent it. */
  readonly saidBy: string | null;
  readonly endedAt: Date | null;
}

type Stored = Omit<SaidOnce, 'hours'> & { readonly safeMinutes: string };

/** A page of what was ever said of the safety of a method, the latest first. */
export async function versionsOf(
  tx: EntityManager,
  methodId: string,
  asked?: unknown,
): Promise<Paged<SaidOnce>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM contact_method_version WHERE contact_method_id = $1',
    [methodId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Stored[]>(
    `SELECT v.version, v.safe, v.voicemail_safe AS "voicemailSafe", v.device_watched AS "deviceWatched", v.withheld_number AS "withheldNumber",
            v.safe_minutes AS "safeMinutes", v.verified_on AS "verifiedOn", v.recheck_on AS "recheckOn", v.ended_at AS "endedAt",
            v.said_at AS "saidAt", s.display_name AS "saidBy"
     FROM contact_method_version v LEFT JOIN staff s ON s.id = v.said_by
     WHERE v.contact_method_id = $1 ORDER BY v.version DESC LIMIT $2 OFFSET $3`,
    [methodId, place.size, place.offset],
  );
  return {
    ...place,
    rows: rows.map(({ safeMinutes, ...said }) => ({ ...said, hours: hoursStored(safeMinutes) })),
  };
}
