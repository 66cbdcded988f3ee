import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { policeAreas } from '../codes/police-area.codes.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DeskForm, DeskShown } from './desk.dto.js';
import { areasOn, ownDesk, teamsOfAreas, teamsToChoose, teamsUnattended } from './desk.queries.js';
import { Turns } from './turns.js';

/** What an administrator sets of the public forms, and what there is to choose from. */
export interface DeskSettings {
  readonly desk: DeskShown | null;
  readonly teams: readonly CodeEntry[];
  readonly areas: readonly CodeEntry[];
}

@Injectable()
export class DeskService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly turns: Turns,
  ) {}

  async settings(actor: Person): Promise<DeskSettings> {
    const lately = await this.turns.lately(actor.organisationId);
    return this.db.run(actor, async (tx) => {
      const codes = await areasOn(tx, this.clock.today());
      const areas = policeAreas.filter(({ code }) => codes.includes(code));
      return { desk: await shownDesk(tx, lately), teams: await teamsToChoose(tx), areas };
    });
  }

  /** @throws NotFound where there is none yet */
  async show(actor: Person): Promise<DeskShown> {
    const { desk } = await this.settings(actor);
    if (!desk) throw new NotFound();
    return desk;
  }

  /** @throws Stale where somebody changed it meanwhile; RuleBroken `desk-team-not-yours` */
  change(actor: Person, form: DeskForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const areas = Object.entries(form.areas ?? {}).filter(([, team]) => team !== '');
      checkTeams([form.teamId, ...areas.map(([, team]) => team)], await teamsToChoose(tx));
      await keepDesk(tx, form);
      await tx.query(
        'DELETE FROM intake_area WHERE organisation_id = my_organisation() AND police_area <> ALL ($1)',
        [areas.map(([area]) => area)],
      );
      for (const [area, team] of areas)
        await tx.query(
          `INSERT INTO intake_area (police_area, team_id) VALUES ($1, $2)
           ON CONFLICT (organisation_id, police_area) DO UPDATE SET team_id = excluded.team_id`,
          [area, team],
        );
      await addHistory(tx, { did: 'desk.changed', to: actor.organisationId });
    });
  }
}

async function shownDesk(tx: EntityManager, lately: number): Promise<DeskShown | null> {
  const desk = await ownDesk(tx);
  if (!desk) return null;
  const { number, organisationId: _, ...shown } = desk;
  const address = `/forms/${String(number)}`;
  const unattended = await teamsUnattended(tx);
  return { ...shown, areas: await teamsOfAreas(tx), address, lately, unattended };
}

function checkTeams(named: readonly string[], teams: readonly CodeEntry[]): void {
  if (named.every((team) => teams.some(({ code }) => code === team))) return;
  throw new RuleBroken('desk-team-not-yours', 'Select teams of your own service');
}

/** Version 0 is of a desk that does not exist yet. */
async function keepDesk(tx: EntityManager, form: DeskForm): Promise<void> {
  const values = [form.teamId, form.forms ?? [], form.shownName, form.telephone, form.closedMessage ?? null];
  const [written] =
    form.version === 0
      ? [
          await tx.query<unknown[]>(
            `INSERT INTO intake_desk (team_id, forms, shown_name, telephone, closed_message) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING RETURNING version`,
            values,
          ),
        ]
      : await tx.query<[unknown[], number]>(
          `UPDATE intake_desk SET team_id = $1, forms = $2, shown_name = $3, telephone = $4, closed_message = $5
           WHERE organisation_id = my_organisation() AND version = $6 RETURNING version`,
          [...values, form.version],
        );
  if (written.length === 0) throw new Stale((await ownDesk(tx))?.version ?? null);
}
