import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { labelOf } from '../kernel/codelist.js';
import { notificationOn } from './notification.rules.js';
import { orderEndings } from './order.codes.js';
import { inForceOn, type OrderFacts } from './order.rules.js';

/** A GOV.UK tag. */
export interface Tag {
  readonly text: string;
  readonly classes: string;
}

export function tag(text: string, colour: 'green' | 'yellow' | 'red' | 'grey' | 'blue' | 'orange'): Tag {
  return { text, classes: `govuk-tag--${colour}` };
}

/** Where an order stands, as of today: a full order past its last day is not in force, whatever its state still says. */
export function orderTag(order: OrderFacts, today: PlainDate): Tag {
  switch (order.state) {
    case 'applied_for':
      return tag('Applied for', 'blue');
    case 'interim':
      return inForceOn(order, today)
        ? tag('Interim order in force', 'green')
        : tag('Interim order run out', 'orange');
    case 'full':
      return inForceOn(order, today)
        ? tag('Full order in force', 'green')
        : tag('Past its last day', 'orange');
    case 'refused':
      return tag('Refused', 'grey');
    case 'withdrawn':
      return tag('Withdrawn', 'grey');
    case 'ended':
      return tag('Ended', 'grey');
  }
}

/** Where an order stands, in a sentence with its days. */
export function standingOf(order: OrderFacts, today: PlainDate): string {
  const { appliedOn, interimExpiresOn, madeOn, expiresOn, refusedOn, withdrawnOn, endedOn, ending } = order;
  if (endedOn && ending) return `${labelOf(orderEndings, ending)}. Its last day was ${inWords(endedOn)}.`;
  if (refusedOn) return `The court refused the application on ${inWords(refusedOn)}.`;
  if (withdrawnOn) return `The application was withdrawn on ${inWords(withdrawnOn)}.`;
  if (madeOn) {
    if (!expiresOn) return 'In force until further order: it has no last day of its own.';
    if (expiresOn < today) return `Its last day was ${inWords(expiresOn)}. Record how it ended.`;
    return `In force to the end of ${inWords(expiresOn)}.`;
  }
  if (!interimExpiresOn) return `The police applied on ${inWords(appliedOn)}. The court has not decided yet.`;
  const decided = 'The application itself is not decided yet.';
  if (interimExpiresOn < today)
    return `The interim order’s last day was ${inWords(interimExpiresOn)}. ${decided}`;
  return `The interim order is in force to the end of ${inWords(interimExpiresOn)}, or until the application is decided if that is earlier. ${decided}`;
}

const dayOne = 'the day of service is day one of three (Stalking Protection Act 2019, s.9)';

/** How the duty to give name and address to the police stands, with how its day is worked out. */
export function notificationInWords(order: OrderFacts, today: PlainDate): { text: string; tag: Tag | null } {
  const standing = notificationOn(order, today);
  switch (standing.is) {
    case 'not_begun':
      return { text: 'The three days begin with service, which is not recorded yet.', tag: null };
    case 'not_required':
      return { text: whyNotRequired(order), tag: null };
    case 'due':
      return {
        text: `Name and address due by ${inWords(standing.dueOn, 'weekday')}: ${dayOne}.`,
        tag: tag('Due', 'yellow'),
      };
    case 'overdue':
      return {
        text: `Name and address were due by ${inWords(standing.dueOn, 'weekday')}: ${dayOne}. Nothing is recorded: ask the police whether they were given.`,
        tag: tag('Overdue', 'red'),
      };
    case 'done':
      return {
        text: `Given on ${inWords(standing.notifiedOn)}, in time: due by ${inWords(standing.dueOn, 'weekday')}.`,
        tag: tag('Done', 'green'),
      };
    case 'done_late':
      return {
        text: `Given on ${inWords(standing.notifiedOn)}, late: due by ${inWords(standing.dueOn, 'weekday')}, since ${dayOne}. Giving them late can be a breach.`,
        tag: tag('Late', 'orange'),
      };
  }
}

function whyNotRequired({ notificationDueOn }: OrderFacts): string {
  if (notificationDueOn !== null)
    return 'Not required: the order was no longer in force when the three days ended.';
  return 'Not required: the full order replaced an interim order, so the duty is not repeated (Stalking Protection Act 2019, s.9(1)(a)).';
}
