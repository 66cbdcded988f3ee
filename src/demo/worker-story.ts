import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import type { Rows } from './copy.js';
import { dayOf, isoDay, isoInstant, momentOn } from './moment.js';
import { Random } from './random.js';
import type { DemoService } from './world.js';

/** The weight of a full caseload, were they full-time. */
const fullWeight = 60;
const abilities = ['polish', 'urdu', 'online_stalking', 'civil_orders', 'housing'] as const;

interface Away {
  readonly absenceId: string;
  readonly by: string;
}

/** What advocates carry, know and speak, and who is away these days. The chances are its own, so that no other story changes. */
export class WorkerStories {
  private readonly away = new Map<string, Away>();
  private constructor(private readonly random: Random) {}

  /** Every third advocate works three days of five. The first of each team is away from yesterday on, and the second covers. */
  static of(rows: Rows, services: readonly DemoService[], { seed, today }: { seed: number; today: number }) {
    const stories = new WorkerStories(new Random(seed));
    for (const service of services)
      for (const { advocates, supervisors } of service.teams) {
        const [lead] = supervisors;
        if (lead === undefined) continue;
        for (const [place, advocate] of advocates.entries())
          stories.carries(rows, { advocate, lead, place, today });
        stories.goesAway(rows, { service, advocates, lead, today });
      }
    return stories;
  }

  private carries(
    rows: Rows,
    { advocate, lead, place, today }: { advocate: string; lead: string; place: number; today: number },
  ): void {
    const set = isoInstant((today - 200) * 1440 + 9 * 60);
    const fte = place % 3 === 2 ? 60 : 100;
    rows.add('capacity', [this.random.uuid(), advocate, isoDay(today - 200), fte, fullWeight, lead, set]);
    const known = abilities[place % abilities.length];
    if (known !== undefined) rows.add('worker_ability', [advocate, known]);
  }

  private goesAway(
    rows: Rows,
    {
      service,
      advocates,
      lead,
      today,
    }: { service: DemoService; advocates: readonly string[]; lead: string; today: number },
  ): void {
    const [away, by] = advocates;
    if (away === undefined || by === undefined) return;
    const absenceId = this.random.uuid();
    const days = [isoDay(today - 1), isoDay(today + 5)];
    const said = isoInstant((today - 5) * 1440 + 10 * 60);
    rows.add('absence', [absenceId, service.id, away, ...days, 'leave', lead, said]);
    this.away.set(away, { absenceId, by });
  }

  /** Of one case in ten what it needs; and of nearly every open one of somebody away who covers it. */
  tell({ rows, now }: Telling, { client, caseId, opened, closed, until, happenings }: DemoCase): void {
    const at = opened + 60;
    if (this.random.chance(0.1) && at < until) {
      rows.add('case_need', [caseId, this.random.pick(abilities)]);
      happenings.push({ did: 'case.needs_set', record: caseId, at, by: client.supervisor });
    }
    const arranged = momentOn(dayOf(now) - 2, this.random);
    const away = this.away.get(client.advocate);
    if (!away || closed !== null || opened >= arranged || this.random.chance(0.1)) return;
    const id = this.random.uuid();
    rows.add('cover', [id, away.absenceId, caseId, away.by, client.supervisor, isoInstant(arranged)]);
    happenings.push({ did: 'cover.arranged', record: id, at: arranged, by: client.supervisor });
  }
}
