import type { Client } from 'pg';
import { toolBand } from '../risk/band.rules.js';
import { itemsOf, type Answers, type Definition } from '../risk/instrument.rules.js';
import type { RiskBand } from '../codes/risk-band.codes.js';
import { addEvent, type DemoCase, type Standing } from './case-story.js';
import type { Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import type { Random } from './random.js';

/** Days to the next review, by band: the defaults a service begins with. */
const reviewAfter = { high: 14, medium: 28, standard: 56 } as const;

interface Assessed {
  readonly id: string;
  readonly at: Moment;
  readonly band: RiskBand;
  readonly differs: boolean;
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

  /** One assessment in the first fortnight and some later ones; the last of them is how the case stands. */
  tell(telling: Telling, kase: DemoCase): Standing {
    const { random } = telling;
    let standing: Standing = { band: null, reviewDue: null };
    let at = later(kase.opened, [0, 14], random);
    for (let count = 0; at < kase.until && count < 3; count += 1) {
      const { band } = this.assess(telling, kase, at);
      const due = dayOf(at) + reviewAfter[band];
      standing = { band, reviewDue: isoDay(due) };
      at = later(at, [reviewAfter[band] - 7, reviewAfter[band] + 20], random);
      if (random.chance(0.4)) break;
    }
    // Most reviews are kept up with: an open case's next one lies about today, one in six of them overdue.
    const today = dayOf(telling.now);
    return standing.band === null
      ? standing
      : { ...standing, reviewDue: isoDay(today + random.whole(-5, 25)) };
  }

  private assess(telling: Telling, kase: DemoCase, at: Moment): Assessed {
    const { random, rows } = telling;
    const answers = this.answers(random);
    const tool = toolBand(this.definition, answers);
    const raised = tool === 'standard' && random.chance(0.1);
    const band: RiskBand = raised || tool === 'none_set' ? 'medium' : tool;
    const assessed = { id: random.uuid(), at, band, differs: raised };
    const reviewed = later(at, [0, 3], random);
    const state = reviewed < telling.now - 2 * 1440 ? 'agreed' : 'submitted';
    const when = isoInstant(at);
    rows.add('assessment', [
      assessed.id,
      kase.caseId,
      this.instrumentId,
      state,
      kase.client.advocate,
      when,
      'phone',
      JSON.stringify(answers),
      tool,
      band,
      band,
      when,
      isoDay(dayOf(at)),
    ]);
    rows.add('assessment_narrative', [
      assessed.id,
      raised ? 'Invented for the demo: the pattern worries more than the count.' : null,
      null,
    ]);
    if (state === 'agreed') this.review(telling, kase, { ...assessed, at: reviewed });
    addEvent(rows, kase, { did: 'assessment.submitted', at, record: assessed.id });
    return assessed;
  }

  private review({ random, rows }: Telling, { client }: DemoCase, { id, at }: Assessed): void {
    const review = random.uuid();
    rows.add('review', [review, id, client.supervisor, 'agreed', null, isoInstant(at)]);
    rows.add('review_narrative', [review, 'Invented for the demo: agreed after reading the notes.']);
  }

  private answers(random: Random): Answers {
    const leaning = random.fraction() * 0.5;
    const answer = () =>
      random.weighted({ yes: leaning, no: 0.75 - leaning, dont_know: 0.15, not_asked: 0.1 });
    return Object.fromEntries(itemsOf(this.definition).map(({ code }) => [code, answer()]));
  }
}
