import { relatedPersonChangeNarrative, relatedPersonIdentity } from '../parties/related.sealed.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { ConcernStories } from './concern-story.js';
import { isoInstant, later, type Moment } from './moment.js';
import { inventedName, inventedPhone } from './names.js';
import type { Random } from './random.js';
import type { SharingStories } from './sharing-story.js';

interface Around {
  readonly kind: 'child' | 'protected_person' | 'professional';
  readonly relation: string;
  readonly born: number | null;
  readonly household: string | null;
  readonly contact: string | null;
  readonly reachedBy: string | null;
  readonly worksFor: string | null;
}

/** Who is around a client, and what is raised for their sake: children in a third of cases, an officer in a quarter, a parent now and then. Chances of its own. */
export class AroundStories {
  private readonly concerns: ConcernStories;

  constructor(
    private readonly random: Random,
    shares: SharingStories,
  ) {
    this.concerns = new ConcernStories(random, shares);
  }

  tell(telling: Telling, kase: DemoCase): void {
    this.concerns.tell(telling, kase);
    const { random } = this;
    const none = { born: null, household: null, contact: null, reachedBy: null, worksFor: null };
    if (random.chance(0.3)) {
      const born = Number(isoInstant(kase.opened).slice(0, 4)) - random.whole(1, 15);
      const contact = random.pick(['none', 'supervised', 'forbidden', 'disputed', 'not_known']);
      const child = { born, household: 'yes', contact };
      this.add(telling, kase, { ...none, ...child, kind: 'child', relation: 'child_of_both' });
    }
    if (random.chance(0.1)) {
      const parent = { household: 'no', reachedBy: inventedPhone(random) };
      this.add(telling, kase, { ...none, ...parent, kind: 'protected_person', relation: 'parent' });
    }
    if (random.chance(0.25)) {
      const officer = { reachedBy: inventedPhone(random), worksFor: 'Demo Constabulary' };
      this.add(telling, kase, { ...none, ...officer, kind: 'professional', relation: 'police_officer' });
    }
  }

  private add(telling: Telling, kase: DemoCase, around: Around): void {
    const { random } = this;
    const at = later(kase.opened, [1, 20], random);
    if (at >= kase.until) return;
    const [id, left] = [random.uuid(), later(at, [30, 90], random)];
    const ended = around.kind === 'professional' && left < kase.until ? left : null;
    const { client, caseId, happenings } = kase;
    const { rows, sealing } = telling;
    rows.add('related_person', [
      ...[id, caseId, around.kind, around.relation, around.born, around.household, around.contact],
      ...[client.advocate, isoInstant(at), ended === null ? null : isoInstant(ended)],
    ]);
    const place = { of: relatedPersonIdentity, row: id, keyId: caseId };
    const who = [inventedName(random), around.reachedBy, around.worksFor];
    rows.add('related_person_identity', sealing.row(place, client.service.id, who));
    happenings.push({ did: 'related_person.recorded', record: id, at });
    if (ended !== null) this.end(telling, kase, { id, at: ended });
  }

  private end({ rows, sealing }: Telling, kase: DemoCase, { id, at }: { id: string; at: Moment }): void {
    const change = this.random.uuid();
    rows.add('related_person_change', [change, id, 'ended', kase.client.advocate, isoInstant(at)]);
    const place = { of: relatedPersonChangeNarrative, row: change, keyId: kase.caseId };
    const why = ['Invented: another officer has it now.'];
    rows.add('related_person_change_narrative', sealing.row(place, kase.client.service.id, why));
    kase.happenings.push({ did: 'related_person.ended', record: id, at });
  }
}
