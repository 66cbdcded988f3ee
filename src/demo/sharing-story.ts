import { shareNarrative, shareOverrideNarrative } from '../sharing/share.sealed.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import type { Rows } from './copy.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import { Random } from './random.js';
import type { DemoService } from './world.js';

const agencies = [
  { name: 'Demo Constabulary', kind: 'police' },
  { name: 'Demoton MARAC', kind: 'marac' },
  { name: 'Demoton Stalking Panel', kind: 'masip' },
  { name: 'Demoton Homes', kind: 'housing' },
] as const;

/** What went to the police: by consent, and now and then without. The chances are its own, so that no other story changes. */
export class SharingStories {
  private readonly police = new Map<string, string>();

  private constructor(private readonly random: Random) {}

  /** Writes the agencies that each service may share with. */
  static of(rows: Rows, services: readonly DemoService[], seed: number): SharingStories {
    const stories = new SharingStories(new Random(seed));
    for (const { id } of services)
      for (const { name, kind } of agencies) {
        const agency = stories.random.uuid();
        rows.add('agency', [agency, id, name, kind]);
        if (kind === 'police') stories.police.set(id, agency);
      }
    return stories;
  }

  tell(telling: Telling, kase: DemoCase): void {
    const { random } = this;
    const { policeConsent } = kase.client;
    if (!random.chance(policeConsent === null ? 0.03 : 0.3)) return;
    const at = later(kase.opened, [2, 20], random);
    if (at >= kase.until) return;
    const override = policeConsent === null ? this.answerFor(telling, kase, at) : null;
    this.share(telling, kase, { at, override });
  }

  /** One that is a month old was judged. */
  private answerFor(
    { rows, sealing, now }: Telling,
    { client, caseId, happenings }: DemoCase,
    at: Moment,
  ): string {
    const id = this.random.uuid();
    const judged = now - at > 30 * 1440;
    const decision = judged ? ['justified', client.supervisor, isoInstant(at + 1440)] : [null, null, null];
    const agency = this.police.get(client.service.id) ?? null;
    rows.add('share_override', [
      ...[id, caseId, agency, 'serious_harm', client.advocate, isoDay(dayOf(at)), isoInstant(at)],
      ...decision,
    ]);
    const why = [
      'Invented: the client could not be reached, and was in danger.',
      judged ? 'Invented.' : null,
    ];
    const place = { of: shareOverrideNarrative, row: id, keyId: caseId };
    rows.add('share_override_narrative', sealing.row(place, client.service.id, why));
    happenings.push({ did: 'share_override.made', record: id, at });
    return id;
  }

  private share(
    { rows, sealing }: Telling,
    { client, caseId, happenings }: DemoCase,
    { at, override }: { at: Moment; override: string | null },
  ): void {
    const id = this.random.uuid();
    const day = dayOf(at);
    const agency = this.police.get(client.service.id) ?? null;
    rows.add('share', [
      ...[
        id,
        caseId,
        agency,
        '{risk,what_happened}',
        'secure_email',
        override === null ? client.policeConsent : null,
      ],
      ...[override, isoDay(day + 365), client.advocate, isoDay(day), isoInstant(at)],
    ]);
    const words = [
      'Invented Officer',
      'Stalking coordinator',
      'Invented: to plan how the client is kept safe.',
    ];
    rows.add(
      'share_narrative',
      sealing.row({ of: shareNarrative, row: id, keyId: caseId }, client.service.id, words),
    );
    happenings.push({ did: 'share.made', record: id, at });
  }
}
