import { panelActionNarrative, panelReferralNarrative } from '../sharing/panel.sealed.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import type { Random } from './random.js';
import { addShare, type SharingStories } from './sharing-story.js';

interface Referred {
  readonly id: string;
  readonly at: Moment;
  readonly by: { readonly share: string | null; readonly police: string | null };
  readonly repeat: 'yes' | 'no';
}

const owners = ['police', 'housing', null] as const;
const tasks = {
  police: 'Invented: put a marker on the home.',
  housing: 'Invented: change the locks.',
  ours: 'Invented: go through the safety plan again.',
} as const;

/** Some cases go before a MARAC, a few of them again after something more happened. Chances of its own, as sharing has. */
export class PanelStories {
  constructor(
    private readonly random: Random,
    private readonly shares: SharingStories,
  ) {}

  tell(telling: Telling, kase: DemoCase): void {
    const { random } = this;
    if (!random.chance(0.12)) return;
    const at = later(kase.opened, [3, 30], random);
    if (at >= kase.until) return;
    const ours = random.chance(0.5);
    this.refer(telling, kase, {
      id: random.uuid(),
      at,
      by: ours
        ? { share: this.shareWithPanel(telling, kase, at), police: null }
        : { share: null, police: this.shares.agencyOf(kase.client.service.id, 'police') },
      repeat: 'no',
    });
    const again = later(at, [60, 200], random);
    if (!random.chance(0.4) || again >= kase.until) return;
    const police = this.shares.agencyOf(kase.client.service.id, 'police');
    this.refer(telling, kase, {
      id: random.uuid(),
      at: again,
      by: { share: null, police },
      repeat: 'yes',
    });
  }

  /** The client agreed to it on that day. */
  private shareWithPanel(telling: Telling, kase: DemoCase, at: Moment): string {
    const [consent, id] = [this.random.uuid(), this.random.uuid()];
    const { client } = kase;
    const said = ['share_marac', 'given', 'by_phone', isoDay(dayOf(at)), client.advocate, isoInstant(at - 1)];
    telling.rows.add('consent', [consent, client.id, ...said]);
    const agency = this.shares.agencyOf(client.service.id, 'marac');
    const to = ['Invented Reed', 'MARAC coordinator'] as const;
    const why = 'Invented: he waits outside her work every day now.';
    addShare(telling, kase, { id, at, agency, consent, override: null, to, why });
    return id;
  }

  private refer(telling: Telling, kase: DemoCase, { id, at, by, repeat }: Referred): void {
    const { client, caseId, happenings } = kase;
    const day = dayOf(at);
    const meeting = later(at, [7, 14], this.random);
    const marac = this.shares.agencyOf(client.service.id, 'marac');
    const criteria = by.share === null ? '{}' : '{professional_judgement,escalation}';
    telling.rows.add('panel_referral', [
      ...[id, caseId, marac, by.share, by.police, criteria, isoDay(day - 2), isoDay(day), repeat, repeat],
      ...[isoDay(dayOf(meeting)), client.advocate, isoInstant(at)],
    ]);
    const grounds = by.share === null ? 'Invented: after a call in the night.' : null;
    const place = { of: panelReferralNarrative, row: id, keyId: caseId };
    telling.rows.add(
      'panel_referral_narrative',
      telling.sealing.row(place, client.service.id, [grounds, null]),
    );
    happenings.push({
      did: by.share === null ? 'panel_referral.recorded' : 'panel_referral.made',
      record: id,
      at,
    });
    if (meeting < kase.until) this.agree(telling, kase, { referral: id, at: meeting });
  }

  /** What was agreed is done within a fortnight, but for some of the last weeks. */
  private agree(telling: Telling, kase: DemoCase, { referral, at }: { referral: string; at: Moment }): void {
    const { rows, sealing, now } = telling;
    const { client, caseId, happenings, until } = kase;
    const [id, kind] = [this.random.uuid(), this.random.pick(owners)];
    const done = later(at, [1, 14], this.random);
    const isDone = done < until && !(now - at < 30 * 1440 && this.random.chance(0.5));
    const owner = kind === null ? null : this.shares.agencyOf(client.service.id, kind);
    rows.add('panel_action', [
      ...[id, referral, owner, isoDay(dayOf(at) + 14), isDone ? isoDay(dayOf(done)) : null],
      ...[client.advocate, isoInstant(at)],
    ]);
    const place = { of: panelActionNarrative, row: id, keyId: caseId };
    rows.add('panel_action_narrative', sealing.row(place, client.service.id, [tasks[kind ?? 'ours']]));
    happenings.push({ did: 'panel_action.agreed', record: id, at });
    if (isDone) happenings.push({ did: 'panel_action.done', record: id, at: done });
  }
}
