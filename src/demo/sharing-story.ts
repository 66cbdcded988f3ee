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
  { name: 'Demoton Children’s Services', kind: 'childrens_services' },
] as const;

/** What went to the police: by consent, and now and then without. The chances are its own, so that no other story changes. */
export class SharingStories {
  private readonly agencies = new Map<string, string>();

  private constructor(private readonly random: Random) {}

  /** Writes the agencies that each service may share with. */
  static of(rows: Rows, services: readonly DemoService[], seed: number): SharingStories {
    const stories = new SharingStories(new Random(seed));
    for (const { id } of services)
      for (const { name, kind } of agencies) {
        const agency = stories.random.uuid();
        rows.add('agency', [agency, id, name, kind]);
        stories.agencies.set(`${id} ${kind}`, agency);
      }
    return stories;
  }

  agencyOf(serviceId: string, kind: (typeof agencies)[number]['kind']): string | null {
    return this.agencies.get(`${serviceId} ${kind}`) ?? null;
  }

  tell(telling: Telling, kase: DemoCase): void {
    const { random } = this;
    const { policeConsent } = kase.client;
    if (!random.chance(policeConsent === null ? 0.03 : 0.3)) return;
    const at = later(kase.opened, [2, 20], random);
    if (at >= kase.until) return;
    const override = policeConsent === null ? this.answerFor(telling, kase, { at, kind: 'police' }) : null;
    const agency = this.agencyOf(kase.client.service.id, 'police');
    const basis = override === null ? { consent: policeConsent, override } : { consent: null, override };
    addShare(telling, kase, { id: random.uuid(), at, agency, ...basis, ...toPolice });
  }

  /** One that is a month old was judged. */
  answerFor(
    { rows, sealing, now }: Telling,
    { client, caseId, happenings }: DemoCase,
    { at, kind }: { at: Moment; kind: (typeof agencies)[number]['kind'] },
  ): string {
    const id = this.random.uuid();
    const judged = now - at > 30 * 1440;
    const decision = judged ? ['justified', client.supervisor, isoInstant(at + 1440)] : [null, null, null];
    const agency = this.agencyOf(client.service.id, kind);
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
}

const toPolice = {
  to: ['Invented Officer', 'Stalking coordinator'],
  why: 'Invented: to plan how the client is kept safe.',
} as const;

export interface DemoShare {
  readonly id: string;
  readonly at: Moment;
  readonly agency: string | null;
  readonly consent: string | null;
  readonly override: string | null;
  readonly to: readonly [name: string, role: string];
  readonly why: string;
  /** What, in which way, for how many days: unless told otherwise, by secure email for a year. */
  readonly what?: readonly [items: string, way: string, days: number];
}

const byEmail = ['{risk,what_happened}', 'secure_email', 365] as const;

/** Writes one thing shared; without consent it is for ninety days at most. */
export function addShare(
  { rows, sealing }: Telling,
  { client, caseId, happenings }: DemoCase,
  { id, at, agency, consent, override, to, why, what: [items, way, days] = byEmail }: DemoShare,
): void {
  const day = dayOf(at);
  rows.add('share', [
    ...[id, caseId, agency, items, way, consent],
    ...[
      override,
      isoDay(day + (override === null ? days : Math.min(days, 90))),
      client.advocate,
      isoDay(day),
      isoInstant(at),
    ],
  ]);
  const words = sealing.row({ of: shareNarrative, row: id, keyId: caseId }, client.service.id, [...to, why]);
  rows.add('share_narrative', words);
  happenings.push({ did: 'share.made', record: id, at });
}
