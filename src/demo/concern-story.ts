import { capacityConcernNarrative } from '../safeguards/capacity.sealed.js';
import { safeguardingConcernNarrative } from '../sharing/concern.sealed.js';
import { shareOverrideNarrative } from '../sharing/share.sealed.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import type { Random } from './random.js';
import { addShare, type SharingStories } from './sharing-story.js';

/** Now and then a concern for a child is raised, or it is asked whether a client can decide. Chances of its own. */
export class ConcernStories {
  constructor(
    private readonly random: Random,
    private readonly shares: SharingStories,
  ) {}

  tell(telling: Telling, kase: DemoCase): void {
    const at = later(kase.opened, [2, 20], this.random);
    if (at >= kase.until) return;
    if (this.random.chance(0.04)) this.raise(telling, kase, at);
    if (this.random.chance(0.01)) this.ask(telling, kase, at);
  }

  /** What is more than three weeks old was followed up. */
  private raise(telling: Telling, kase: DemoCase, at: Moment): void {
    const id = this.random.uuid();
    const share = this.shareWithSocialCare(telling, kase, at);
    const { rows, sealing, now } = telling;
    const { client, caseId, happenings } = kase;
    const due = dayOf(at) + 7;
    const answered = at + 7 * 1440 < Math.min(kase.until, now - 14 * 1440) ? at + 7 * 1440 : null;
    rows.add('safeguarding_concern', [
      ...[id, caseId, share, 'child', answered === null ? null : 'assessment', isoDay(due)],
      ...(answered === null ? [null, null] : [isoDay(dayOf(answered)), client.advocate]),
      ...[client.advocate, isoInstant(at)],
    ]);
    const place = { of: safeguardingConcernNarrative, row: id, keyId: caseId };
    const words = [answered === null ? null : 'Invented: they will visit.'];
    rows.add('safeguarding_concern_narrative', sealing.row(place, client.service.id, words));
    happenings.push({ did: 'concern.raised', record: id, at });
    if (answered !== null) happenings.push({ did: 'concern.followed_up', record: id, at: answered });
  }

  private shareWithSocialCare(telling: Telling, kase: DemoCase, at: Moment): string {
    const [override, id] = [this.random.uuid(), this.random.uuid()];
    const { client, caseId, happenings } = kase;
    const agency = this.shares.agencyOf(client.service.id, 'childrens_services');
    const basis = ['safeguarding', client.advocate, isoDay(dayOf(at)), isoInstant(at)];
    const judged = telling.now - at > 30 * 1440;
    const decision = judged ? ['justified', client.supervisor, isoInstant(at + 1440)] : [null, null, null];
    telling.rows.add('share_override', [override, caseId, agency, ...basis, ...decision]);
    const place = { of: shareOverrideNarrative, row: override, keyId: caseId };
    const why = [
      'Invented: a child is in danger, and to ask would make it worse.',
      judged ? 'Invented.' : null,
    ];
    telling.rows.add('share_override_narrative', telling.sealing.row(place, client.service.id, why));
    happenings.push({ did: 'share_override.made', record: override, at });
    const to = ['Invented Sedge', 'Duty social worker'] as const;
    const raised = 'Invented: the child is afraid to go home.';
    addShare(telling, kase, { id, at, agency, consent: null, override, to, why: raised });
    return id;
  }

  private ask({ rows, sealing }: Telling, { client, caseId, happenings }: DemoCase, at: Moment): void {
    const id = this.random.uuid();
    const considered = ['yes', 'yes', 'yes', 'unclear', 'yes', 'unclear'];
    const day = dayOf(at);
    rows.add('capacity_concern', [
      ...[id, caseId, isoDay(day), ...considered, isoDay(day + 7), client.advocate, isoInstant(at)],
    ]);
    const place = { of: capacityConcernNarrative, row: id, keyId: caseId };
    const words = ['Invented: whether to move house.', 'Invented: asked again in the morning.', null, null];
    rows.add('capacity_concern_narrative', sealing.row(place, client.service.id, words));
    happenings.push({ did: 'capacity_concern.recorded', record: id, at });
  }
}
