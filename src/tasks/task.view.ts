import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { daysBetween, inWords, type PlainDate } from '../kernel/plain-date.js';
import { inDigits } from '../parties/worded.view.js';
import { bandTag } from '../risk/band.view.js';
import type { AskedFor } from './case-tasks.queries.js';
import type { OwnDay } from './day.service.js';
import { audiences, derivedKinds, factKinds, whens, type FactKind, type When } from './task.codes.js';
import type { Task } from './task.queries.js';
import { countedFrom, mayMove, type TaskRule } from './task.rules.js';

/** A task as a list shows it. */
export function taskView(
  { kind, reference, riskBand, href, dueOn, title, when, caseId, coveredFor }: Task<FactKind>,
  today: PlainDate,
) {
  return {
    ...{ reference, href, when, coveredFor },
    what: title ?? labelOf(factKinds, kind),
    band: riskBand === null ? null : bandTag(riskBand),
    notAssessed: riskBand === null && caseId !== null,
    due: dueInWords(dueOn, today),
    dueOn: inWords(dueOn),
    overdue: dueOn < today,
  };
}

/** What was asked for by hand, as its case lists it to whoever asks. */
export function askedForView({ dueOn, ...task }: AskedFor, today: PlainDate, actor: Person) {
  const toDo = task.doneAt === null && task.takenBackAt === null;
  return {
    ...task,
    toDo,
    mayMove: toDo && mayMove(task, actor),
    due: toDo ? dueInWords(dueOn, today) : null,
    dueOn: inWords(dueOn),
    overdue: toDo && dueOn < today,
    moves: task.moves.map((move) => ({ ...move, dueOn: inWords(move.dueOn) })),
  };
}

/** A form to move it, filled with what it is now. */
export function moveFilled({ dueOn, forStaff, version }: AskedFor) {
  return { dueOn: inDigits(dueOn), forStaff, version };
}

/** The page of a day: what is shown of it, under the headings it falls under. */
export function dayPage({ today, counts, paged }: OwnDay) {
  const { rows, ...place } = paged;
  const tasks = rows.map((row) => taskView(row, today));
  const groups = whens.flatMap(({ code, label }) => {
    const within = tasks.filter(({ when }) => when === code);
    return within.length === 0 ? [] : [{ heading: label, total: counts[code], tasks: within }];
  });
  return { today: inWords(today, 'weekday'), paged: place, groups, summary: summaryOf(counts) };
}

function summaryOf(counts: Readonly<Record<When, number>>) {
  return whens.map(({ code, label }) => ({ label, count: counts[code], overdue: code === 'overdue' }));
}

/** A day that is due is not overdue until it is past: due on 3 March, on 5 March it is two days overdue. */
function dueInWords(dueOn: PlainDate, today: PlainDate): string {
  const days = daysBetween(today, dueOn);
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return '1 day overdue';
  return days < 0 ? `${String(-days)} days overdue` : `In ${String(days)} days`;
}

/** A rule as an administrator reads it. */
export function ruleView({ kind, days, forWhom, version }: TaskRule) {
  const [direction, fact] = countedFrom[kind];
  const span = `${String(days)} ${days === 1 ? 'day' : 'days'}`;
  return {
    ...{ kind, days, forWhom, version },
    what: labelOf(derivedKinds, kind),
    inWords: direction === 'after' ? `Due ${span} after ${fact}` : `Shown from ${span} before ${fact}`,
    whose: labelOf(audiences, forWhom),
    counted: `${direction} ${fact}`,
    changed: version > 0,
  };
}
