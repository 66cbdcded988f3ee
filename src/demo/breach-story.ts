import { breachNarrative } from '../orders/order.sealed.js';
import type { DemoCase } from './case-story.js';
import type { Telling } from './client-story.js';
import { dayOf, isoDay, isoInstant, later, momentOn, type Moment } from './moment.js';
import type { DemoOrder, DemoTerm } from './order-story.js';

interface Terms {
  readonly order: DemoOrder;
  readonly terms: readonly DemoTerm[];
}

/**
 * Half the orders in force are breached, some more than once; and of those where the police were notified late or not at
 * all, most are breached by that too. Where no terms are held, a breach is a possible one.
 */
export function tellBreaches(telling: Telling, kase: DemoCase, { order, terms }: Terms): void {
  const { random } = telling;
  let at = order.interim ?? order.made ?? order.applied;
  const ends = order.refused || order.withdrawn ? (order.decided ?? kase.until) : kase.until;
  const over = (day: Moment) => day >= ends || (order.lastDay !== null && dayOf(day) > order.lastDay);
  const { notified, notifyBy } = order;
  if (notifyBy !== null && (notified === null || dayOf(notified) > notifyBy)) {
    const missed = momentOn(notifyBy + 1, random);
    if (!over(missed) && random.chance(0.7))
      addBreach(telling, kase, { order, terms, at: missed, ofNotification: true });
  }
  while (random.chance(0.5)) {
    at = later(at, [2, 60], random);
    if (over(at)) return;
    addBreach(telling, kase, { order, terms, at, ofNotification: false });
  }
}

interface Told extends Terms {
  readonly at: Moment;
  readonly ofNotification: boolean;
}

function addBreach(telling: Telling, kase: DemoCase, { order, terms, at, ofNotification }: Told): void {
  const { random, rows, sealing } = telling;
  const id = random.uuid();
  const known = ofNotification || terms.length > 0;
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
  const what = ofNotification
    ? 'Invented for the demo: the police had not been given a name and address in time.'
    : 'Invented for the demo: a message sent through a new account.';
  const place = { of: breachNarrative, row: id, keyId: kase.caseId };
  rows.add('breach_narrative', sealing.row(place, kase.client.service.id, [what, null]));
  if (known && !ofNotification) rows.add('breach_term', [id, random.pick(terms).id]);
  kase.happenings.push({ did: 'breach.recorded', at, record: id });
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
