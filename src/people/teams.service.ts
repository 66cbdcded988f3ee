import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { TeamForm } from './staff.dto.js';
import { Team } from './team.entity.js';

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  /** How many active accounts work in it. */
  readonly members: number;
}

@Injectable()
export class TeamsService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, asked: unknown): Promise<Paged<TeamRow>> {
    return this.db.run(actor, async (tx) => {
      const place = pageOf(asked, await tx.count(Team));
      const rows = await tx.query<TeamRow[]>(
        `SELECT id, name, (SELECT count(*) FROM team_member JOIN staff ON staff.id = staff_id WHERE team_id = team.id AND state = 'active') AS members
         FROM team ORDER BY name, id LIMIT $1 OFFSET $2`,
        [place.size, place.offset],
      );
      return { ...place, rows };
    });
  }

  add(actor: Person, { name }: TeamForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const taken = await tx.query<unknown[]>('SELECT FROM team WHERE lower(name) = lower($1)', [name]);
      if (taken.length > 0)
        throw new RuleBroken('team-name-taken', 'There is a team of that name already. Enter another.');
      const [team] = await tx.query<[{ id: string }]>(
        'INSERT INTO team (organisation_id, name) VALUES ($1, $2) RETURNING id',
        [actor.organisationId, name],
      );
      await addHistory(tx, { did: 'team.added', to: team.id });
      return team.id;
    });
  }
}
