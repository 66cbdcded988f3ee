import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { addDays, type PlainDate } from '../kernel/plain-date.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Ability } from './ability.codes.js';
import { absencesOf, type Absence } from './absence.queries.js';
import type { CapacityForm, NeedsForm, PeriodQuery } from './allocation.dto.js';
import type { Days } from './absence.rules.js';
import type { Worker } from './suited.rules.js';
import { capacitiesOf, colleagueIn, workersIn, type CapacityRow } from './worker.queries.js';

/** How many cases were given to somebody within the days asked for, and how many of those by an override. */
export interface Allocated {
  readonly allocated: number;
  readonly overrides: number;
}

/** What every advocate of one's teams has, and was given within some days. */
export interface WorkersReport {
  readonly days: Days;
  readonly paged: Paged<Worker & Allocated>;
}

export interface OneWorker {
  readonly worker: Worker;
  readonly capacities: readonly CapacityRow[];
  readonly absences: readonly Absence[];
  readonly today: PlainDate;
}

@Injectable()
export class WorkersService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Within the days given, both inclusive; the last four weeks, today among them, where none are. */
  report(actor: Person, { fromOn, toOn, page }: PeriodQuery): Promise<WorkersReport> {
    return this.db.run(actor, async (tx) => {
      const today = this.clock.today();
      const last = toOn ?? today;
      const days = { fromOn: fromOn ?? addDays(last, -27), toOn: last };
      const workers = await workersIn(tx, { teamId: null, today });
      const place = pageOf(page, workers.length);
      const shown = workers.slice(place.offset, place.offset + place.size);
      const given = await allocatedTo(tx, shown, days);
      const rows = shown.map((worker) => ({ ...worker, ...(given.get(worker.id) ?? none) }));
      await listed(tx, 'workers.listed', { rows, idOf: ({ id }) => id });
      return { days, paged: { ...place, rows } };
    });
  }

  show(actor: Person, staffId: string): Promise<OneWorker> {
    return this.db.run(actor, async (tx) => {
      const { id, name } = await colleagueIn(tx, staffId);
      const today = this.clock.today();
      const worker = (await workersIn(tx, { teamId: null, today })).find((each) => each.id === id);
      await listed(tx, 'workers.listed', { rows: [id], idOf: (each) => each });
      const capacities = await capacitiesOf(tx, id);
      const absences = await absencesOf(tx, id, today);
      return { worker: worker ?? { ...nobody, id, name }, capacities, absences, today };
    });
  }

  /** From a day on, which may be past: what was set for it before stays to be seen. */
  setCapacity(
    actor: Person,
    staffId: string,
    { fromOn, ftePercent, fullWeight }: CapacityForm,
  ): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const { id: worker } = await colleagueIn(tx, staffId);
      const [{ id }] = await tx.query<[{ id: string }]>(
        `INSERT INTO capacity (staff_id, from_on, fte_percent, full_weight, set_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [worker, fromOn, ftePercent, fullWeight, this.clock.now()],
      );
      await addHistory(tx, { did: 'capacity.set', to: id });
      return id;
    });
  }

  setAbilities(actor: Person, staffId: string, { abilities = [] }: NeedsForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { id } = await colleagueIn(tx, staffId);
      await keepAbilities(tx, id, abilities);
      await addHistory(tx, { did: 'abilities.set', to: id });
    });
  }
}

const none: Allocated = { allocated: 0, overrides: 0 };
const nobody = {
  caseload: { high: 0, medium: 0, standard: 0, notAssessed: 0 },
  capacity: null,
  awayUntil: null,
  abilities: [],
} as const;

async function keepAbilities(tx: EntityManager, staffId: string, given: readonly Ability[]): Promise<void> {
  await tx.query('DELETE FROM worker_ability WHERE staff_id = $1 AND ability <> ALL ($2)', [staffId, given]);
  await tx.query(
    'INSERT INTO worker_ability (staff_id, ability) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    [staffId, given],
  );
}

/** Of cases that whoever asks may see, counted by the first day of the allocation. */
async function allocatedTo(
  tx: EntityManager,
  workers: readonly Worker[],
  { fromOn, toOn }: Days,
): Promise<Map<string, Allocated>> {
  const rows = await tx.query<(Allocated & { id: string })[]>(
    `SELECT a.staff_id AS id, count(*) AS allocated, count(a.override_reason) AS overrides FROM allocation a
     WHERE a.staff_id = ANY ($1) AND a.from_on BETWEEN $2 AND $3 GROUP BY a.staff_id`,
    [workers.map(({ id }) => id), fromOn, toOn],
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
