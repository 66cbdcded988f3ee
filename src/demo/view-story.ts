import type { Client } from 'pg';
import { shareCopyItem } from '../sharing/copy.sealed.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { isoInstant } from './moment.js';
import { Random } from './random.js';
import { addShare, type SharingStories } from './sharing-story.js';
import type { DemoService } from './world.js';

const says = {
  safe_contact: 'Invented: ring on a weekday between ten and two, and say that it is about the boiler.',
  safety_plan: 'Invented: a stronger lock, a light over the door, and no name on the bell.',
} as const;

/** In each service somebody of a landlord’s, with an account of their own, and one copy that they may look at for four weeks. */
export class ViewStories {
  private readonly told = new Set<string>();

  private constructor(
    private readonly random: Random,
    private readonly shares: SharingStories,
    private readonly partners: ReadonlyMap<string, string>,
  ) {}

  /** Adds the accounts, with the password of the demo. The chances are its own, so that no other story changes. */
  static async of(
    db: Client,
    services: readonly DemoService[],
    { seed, shares }: { seed: number; shares: SharingStories },
  ): Promise<ViewStories> {
    const random = new Random(seed + 7);
    const partners = new Map<string, string>();
    for (const [index, { id: service }] of services.entries()) {
      const [id, number] = [random.uuid(), String(index + 1).padStart(2, '0')];
      await db.query(
        `INSERT INTO staff (id, organisation_id, role, display_name, email) VALUES ($1, $2, 'partner', $3, $4)`,
        [id, service, `Demo partner ${number}`, `partner.${number}@demo.invalid`],
      );
      await db.query(
        `INSERT INTO staff_credential (staff_id, password_hash, is_demo)
         SELECT $1, password_hash, true FROM staff_credential WHERE is_demo LIMIT 1`,
        [id],
      );
      partners.set(service, id);
    }
    return new ViewStories(random, shares, partners);
  }

  /** Of the first case of the last four months that is open still. */
  tell(telling: Telling, kase: DemoCase): void {
    const { id: service, teams } = kase.client.service;
    const partner = this.partners.get(service);
    const agency = this.shares.agencyOf(service, 'housing');
    const isLate = telling.now - kase.opened < 120 * 1440 && kase.until >= telling.now;
    if (partner === undefined || this.told.has(service) || !isLate) return;
    this.told.add(service);
    const { rows, sealing } = telling;
    const [id, at] = [this.random.uuid(), telling.now - 60];
    const [first = null, second = null] = teams.flatMap(({ supervisors }) => supervisors);
    const said = [first, isoInstant(at - 2880)];
    const confirmed = [second, second === null ? null : isoInstant(at - 1440)];
    rows.add('agency_member', [this.random.uuid(), partner, agency, ...said, ...confirmed]);
    const override = this.shares.answerFor(telling, kase, { at: at - 1, kind: 'housing' });
    addShare(telling, kase, {
      ...{ id, at, agency, consent: null, override, to: ['Demo partner', 'With an account here'] },
      why: 'Invented: to fit a lock and a light.',
      what: [`{${Object.keys(says).join(',')}}`, 'view', 28],
    });
    rows.add('share_copy', [id, partner, null]);
    for (const [item, words] of Object.entries(says)) {
      const place = { of: shareCopyItem, row: this.random.uuid(), keyId: id };
      const [row = '', sealed = ''] = sealing.row(place, service, [words]);
      rows.add('share_copy_item', [row, id, item, null, sealed]);
    }
    rows.add('share_look', [this.random.uuid(), id, partner, isoInstant(at + 30)]);
  }
}
