import { addEvent, type DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import type { DemoOrder, DemoTerm } from './order-story.js';

interface Terms {
  readonly order: DemoOrder;
  readonly terms: readonly DemoTerm[];
}

/** Half the orders in force are breached, some more than once; a tenth of breaches wait until the terms are held. */
export function tellBreaches(telling: Telling, kase: DemoCase, { order, terms }: Terms): void {
  const { random } = telling;
  let at = order.interim ?? order.made ?? order.applied;
  const ends = order.refused || order.withdrawn ? (order.decided ?? kase.until) : kase.until;
  while (random.chance(0.5)) {
    at = later(at, [2, 60], random);
    if (at >= ends || (order.lastDay !== null && dayOf(at) > order.lastDay)) return;
    addBreach(telling, kase, { order, terms, at });
  }
}

function addBreach(telling: Telling, kase: DemoCase, { order, terms, at }: Terms & { at: Moment }): void {
  const { random, rows } = telling;
  const id = random.uuid();
  const known = random.chance(0.9);
  const ofNotification = known && random.chance(0.08);
  const beforeService = order.interim === null && (order.served === null || at < order.served);
  rows.add('breach', [
    id,
    kase.caseId,
    order.id,
    known ? 'known' : 'possible',
    isoDay(dayOf(at)),
    ofNotification,
    beforeService,
    ...reporting(telling, at),
    isoInstant(at),
    known ? isoInstant(at) : null,
  ]);
  rows.add('breach_narrative', [id, 'Invented for the demo: a message sent through a new account.']);
  if (known && !ofNotification) rows.add('breach_term', [id, random.pick(terms).id]);
  addEvent(rows, kase, { did: 'breach.recorded', at, record: id });
}

/** Reported or why not, recorded as crime or not, and the outcome, each with its day: told apart, as they are. */
function reporting({ random, now }: Telling, at: Moment): (string | null)[] {
  const day = isoDay(dayOf(at));
  const reported = random.weighted({ no: 28, yes: 72 });
  if (reported === 'no')
    return [
      'no',
      random.pick(['fear', 'victim_choice', 'no_confidence', 'unsafe']),
      null,
      null,
      null,
      null,
      null,
    ];
  const recorded = random.weighted({ yes: 70, no: 15, not_known: 15 });
  const outcome = random.weighted({
    none: 40,
    charged_or_summonsed: 25,
    nfa_evidential_police: 20,
    nfa_victim_does_not_support: 15,
  });
  const decided = later(at, [5, 60], random);
  const settled = recorded === 'yes' && outcome !== 'none' && decided < now;
  return [
    'yes',
    null,
    day,
    recorded,
    recorded === 'yes' ? day : null,
    settled ? outcome : null,
    settled ? isoDay(dayOf(decided)) : null,
  ];
}
