import { taskNarrative } from '../tasks/task.sealed.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, momentOn, type Moment } from './moment.js';
import type { Random } from './random.js';

const titles = [
  'Invented: ring the court about the day of the hearing',
  'Invented: ask the police who the officer in the case is now',
  'Invented: ask housing about new locks',
];

/** What a supervisor asked for by hand, in one case of ten, some of it moved or taken back. The chances are its own, so that no other story changes. */
export class TaskStories {
  constructor(private readonly random: Random) {}

  /** In a case that is open, within these days, and not done; in a closed one on the day it was due. */
  tell(
    { rows, sealing, now }: Telling,
    { client, caseId, opened, closed, until, happenings }: DemoCase,
  ): void {
    const { random } = this;
    if (!random.chance(0.1)) return;
    const at =
      closed === null ? momentOn(dayOf(now) - random.whole(1, 6), random) : later(opened, [2, 20], random);
    const due = dayOf(at) + random.whole(1, 8);
    const done: Moment | null = closed === null ? null : momentOn(due, random);
    if (at <= opened || (done ?? at) >= until) return;
    const id = random.uuid();
    const doneBy = done === null ? [null, null] : [isoInstant(done), client.advocate];
    // Some were to be done sooner at first, and a few need not be done after all: said on the day they were asked for.
    const [moved, takenBack] = [random.chance(0.2), done === null && random.chance(0.1)];
    const [movedAt, backAt] = [at + 5, at + 9];
    rows.add('task', [
      ...[id, caseId, client.advocate, isoDay(due), client.supervisor, isoInstant(at), ...doneBy],
      ...[moved ? isoInstant(movedAt) : null],
      ...(takenBack ? [isoInstant(backAt), client.supervisor] : [null, null]),
    ]);
    if (moved) {
      const before = [isoDay(due - 1), client.advocate, client.supervisor, isoInstant(movedAt)];
      rows.add('task_move', [random.uuid(), id, ...before]);
      happenings.push({ did: 'task.moved', record: id, at: movedAt, by: client.supervisor });
    }
    if (takenBack) happenings.push({ did: 'task.taken_back', record: id, at: backAt, by: client.supervisor });
    const place = { of: taskNarrative, row: id, keyId: caseId };
    rows.add('task_narrative', sealing.row(place, client.service.id, [random.pick(titles)]));
    happenings.push({ did: 'task.made', record: id, at, by: client.supervisor });
    if (done !== null) happenings.push({ did: 'task.done', record: id, at: done });
  }
}
