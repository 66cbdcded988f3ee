import { assessmentNarrative, reviewNarrative } from '../risk/assessment.sealed.js';
import type { Client } from 'pg';
import { toolBand } from '../risk/band.rules.js';
import { itemsOf, type Answers, type Definition } from '../risk/instrument.rules.js';
import type { RiskBand } from '../codes/risk-band.codes.js';
import type { DemoCase, Standing } from './case-story.js';
import type { Telling } from './client-story.js';
import { mayPhone } from './reaching-story.js';
import { dayOf, isoDay, isoInstant, later, momentOn, type Moment } from './moment.js';
import type { Random } from './random.js';

/** Days to the next review, by band: the defaults a service begins with. */
const reviewAfter = { high: 14, medium: 28, standard: 56 } as const;

interface Assessing {
  readonly at: Moment;
  readonly mode: string;
  /** How often, for this case, a question is answered yes. */
  readonly leaning: number;
}

/** Assessments on the instrument every service may use, answered by chance and banded by the instrument's own rules. */
export class RiskStories {
  private constructor(
    private readonly instrumentId: string,
    private readonly definition: Definition,
  ) {}

  static async from(db: Client): Promise<RiskStories> {
    const { rows } = await db.query<{ id: string; definition: Definition }>(
      'SELECT id, definition FROM instrument WHERE organisation_id IS NULL ORDER BY edition DESC LIMIT 1',
    );
    if (!rows[0]) throw new Error('There is no instrument that every service may use');
    return new RiskStories(rows[0].id, rows[0].definition);
  }

  /**
   * Assesses within a fortnight of the first support, or of the opening where the client was not reached. A closed case has
   * a few assessments; an open one was assessed again and again until today. The last of them is how it stands.
   */
  tell(telling: Telling, kase: DemoCase, supported: Moment | null): Standing {
    const { random } = telling;
    if (kase.client.refusesSupport) return { band: null, reviewDue: null };
    const leaning = random.fraction() * 0.5;
    let standing: Standing = { band: null, reviewDue: null };
    let at: Moment | null = later(supported ?? kase.opened, [0, 14], random);
    for (let count = 1; at !== null && at < kase.until; count += 1) {
      const mode = supported === null ? 'proxy' : mayPhone(kase.client, at) ? 'phone' : 'in_person';
      const band = this.assess(telling, kase, { at, mode, leaning });
      standing = { band, reviewDue: isoDay(dayOf(at) + reviewAfter[band]) };
      const goesOn: boolean = kase.closed === null || (count < 3 && random.chance(0.6));
      at = goesOn ? nextAssessment(telling, at, band) : null;
    }
    return standing;
  }

  private assess(telling: Telling, kase: DemoCase, { at, mode, leaning }: Assessing): RiskBand {
    const { random, rows, sealing } = telling;
    const answers = this.answers(random, leaning);
    const tool = toolBand(this.definition, answers);
    const raised = tool === 'standard' && random.chance(0.1);
    const band: RiskBand = raised || tool === 'none_set' ? 'medium' : tool;
    const id = random.uuid();
    const reviewed = Math.min(later(at, [0, 3], random), kase.until - 1);
    const state = reviewed < telling.now - 2 * 1440 ? 'agreed' : 'submitted';
    const when = isoInstant(at);
    rows.add('assessment', [
      id,
      kase.caseId,
      this.instrumentId,
      state,
      kase.client.advocate,
      when,
      mode,
      JSON.stringify(answers),
      tool,
      band,
      band,
      when,
      isoDay(dayOf(at)),
    ]);
    const rationale = raised ? 'Invented for the demo: the pattern worries more than the count.' : null;
    const place = { of: assessmentNarrative, row: id, keyId: kase.caseId };
    rows.add('assessment_narrative', sealing.row(place, kase.client.service.id, [rationale, null]));
    kase.happenings.push({ did: 'assessment.submitted', at, record: id });
    if (state === 'agreed') this.review(telling, kase, { id, at: reviewed });
    return band;
  }

  private review(
    { random, rows, sealing }: Telling,
    kase: DemoCase,
    { id, at }: { id: string; at: Moment },
  ): void {
    const review = random.uuid();
    rows.add('review', [review, id, kase.client.supervisor, 'agreed', null, isoInstant(at)]);
    const place = { of: reviewNarrative, row: review, keyId: kase.caseId };
    const reason = 'Invented for the demo: agreed after reading the notes.';
    rows.add('review_narrative', sealing.row(place, kase.client.service.id, [reason]));
    kase.happenings.push({ did: 'assessment.agreed', at, record: id, by: kase.client.supervisor });
  }

  private answers(random: Random, leaning: number): Answers {
    const answer = () =>
      random.weighted({ yes: leaning, no: 0.75 - leaning, dont_know: 0.15, not_asked: 0.1 });
    return Object.fromEntries(itemsOf(this.definition).map(({ code }) => [code, answer()]));
  }
}

/**
 * Some days before the review falls due. One that fell due in the last sixth of its cadence is not made yet, so that one
 * open case in six is overdue by a few days, whatever its band.
 */
function nextAssessment({ random, now }: Telling, at: Moment, band: RiskBand): Moment | null {
  const due = dayOf(at) + reviewAfter[band];
  return due >= dayOf(now) - Math.floor(reviewAfter[band] / 6)
    ? null
    : momentOn(due - random.whole(0, 3), random);
}
