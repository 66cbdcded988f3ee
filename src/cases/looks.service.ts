import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { labelOf } from '../kernel/codelist.js';
import { roles, type Person, type Role } from '../kernel/actor.js';
import { openingReasons, type OpeningReason } from '../parties/address.codes.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Case } from './case.entity.js';
import { cases } from './case.policy.js';
import { openCase } from './open-case.js';

/** One time that somebody had a case open, the referral it came from or an address in it: a page, or the form or the result of an act. */
export interface Look {
  readonly id: number;
  readonly at: Date;
  readonly by: string;
  readonly role: string;
  readonly what: string;
}

/** Who has looked at a case. The log answers, and so an advocate sees who reads about their client without a reason to. */
@Injectable()
export class Looks {
  constructor(private readonly db: UnitOfWork) {}

  of(actor: Person, caseId: string, page: unknown): Promise<{ kase: Case; looks: Paged<Look> }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.seeLooks });
      return { kase, looks: await looksAt(tx, caseId, page) };
    });
  }
}

const opened = `FROM audit.entry e WHERE e.case_id = $1 AND e.act IN ('case.opened', 'case.referral_opened', 'case.address_opened')`;

async function looksAt(tx: EntityManager, caseId: string, asked: unknown): Promise<Paged<Look>> {
  const [{ total }] = await tx.query<[{ total: number }]>(`SELECT count(*) AS total ${opened}`, [caseId]);
  const place = pageOf(asked, total, 50);
  const rows = await tx.query<Found[]>(
    `SELECT e.id, e.at, e.role, e.act, e.reason, s.display_name AS by
     FROM (SELECT e.id, e.at, e.actor_id, substr(e.actor_role, 10) AS role, e.act, e.reason ${opened} ORDER BY e.id DESC LIMIT $2 OFFSET $3) e
     JOIN staff s ON s.id = e.actor_id ORDER BY e.id DESC`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows: rows.map(lookView) };
}

interface Found {
  readonly id: number;
  readonly at: Date;
  readonly by: string;
  readonly role: Role;
  readonly act: string;
  readonly reason: string | null;
}

function lookView({ id, at, by, role, act, reason }: Found): Look {
  const what =
    act === 'case.address_opened'
      ? `An address. ${labelOf(openingReasons, reason as OpeningReason)}`
      : 'The case'; // as it was entered
  return { id, at, by, role: labelOf(roles, role), what };
}
