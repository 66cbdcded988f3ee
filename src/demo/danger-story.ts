import { dangerNarrative, dangerStepNarrative } from '../safeguards/danger.sealed.js';
import type { DangerStep } from '../safeguards/danger.codes.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import type { Rows } from './copy.js';
import { dayOf, isoInstant, later, momentOn, type Moment } from './moment.js';
import { Random } from './random.js';
import type { DemoService } from './world.js';

interface Begun {
  readonly id: string;
  readonly at: Moment;
}

/** Who was in danger, and what was done about it. The chances are its own, so that no other story changes. */
export class DangerStories {
  private constructor(private readonly random: Random) {}

  /** Writes who is on call: in each service a supervisor of each team in turn, a week each, from yesterday on. */
  static of(rows: Rows, services: readonly DemoService[], { seed, today }: { seed: number; today: number }) {
    const stories = new DangerStories(new Random(seed));
    for (const { id, teams } of services)
      for (const [week, { supervisors }] of teams.entries()) {
        const from = (today - 1 + 7 * week) * 1440 + 9 * 60;
        const [lead] = supervisors;
        if (lead === undefined) continue;
        const days = [isoInstant(from), isoInstant(from + 7 * 1440)];
        rows.add('on_call_turn', [stories.random.uuid(), id, lead, ...days, lead, isoInstant(from - 1440)]);
      }
    return stories;
  }

  /** Of a few cases one that is over; of a few that are open one since yesterday, in which something is still to be done. */
  tell(telling: Telling, kase: DemoCase): void {
    const at = later(kase.opened, [5, 60], this.random);
    const yesterday = momentOn(dayOf(telling.now) - 1, this.random);
    if (this.random.chance(0.03) && at + 120 < kase.until) this.follow(telling, kase, { at, over: true });
    else if (this.random.chance(0.02) && kase.closed === null && kase.opened < yesterday)
      this.follow(telling, kase, { at: yesterday, over: false });
  }

  private follow(
    telling: Telling,
    kase: DemoCase,
    { at, over }: { readonly at: Moment; readonly over: boolean },
  ): void {
    const begun = { id: this.random.uuid(), at };
    const { client, caseId } = kase;
    const ended = over ? [isoInstant(at + 90), client.supervisor, 'person_safe'] : [null, null, null];
    telling.rows.add('danger', [begun.id, caseId, isoInstant(at), client.advocate, ...ended]);
    kase.happenings.push({ did: 'danger.begun', record: begun.id, at });
    this.step(telling, kase, { begun, step: 'police', after: 1, words: 'Invented 1234' });
    this.step(telling, kase, { begun, step: 'lead', after: 6, words: null });
    if (!over) return;
    const agreed = 'Invented: she stays with a friend until the police have been.';
    this.step(telling, kase, { begun, step: 'agreed', after: 20, words: agreed });
    this.step(telling, kase, { begun, step: 'whereabouts', after: 22, words: null });
    const place = { of: dangerNarrative, row: begun.id, keyId: caseId };
    const why = ['Invented: the police took him away, and she is safe.'];
    telling.rows.add('danger_narrative', telling.sealing.row(place, client.service.id, why));
    kase.happenings.push({ did: 'danger.ended', record: begun.id, at: at + 90, by: client.supervisor });
  }

  private step(
    { rows, sealing }: Telling,
    { client, caseId, happenings }: DemoCase,
    { begun, step, after, words }: { begun: Begun; step: DangerStep; after: number; words: string | null },
  ): void {
    const id = this.random.uuid();
    const at = begun.at + after;
    const told = step === 'lead' ? client.supervisor : null;
    const safe = step === 'whereabouts' ? 'yes' : null;
    rows.add('danger_step', [id, begun.id, step, 'done', told, safe, isoInstant(at), client.advocate]);
    const place = { of: dangerStepNarrative, row: id, keyId: caseId };
    if (words !== null) rows.add('danger_step_narrative', sealing.row(place, client.service.id, [words]));
    happenings.push({ did: `danger.${step}`, record: id, at });
  }
}
