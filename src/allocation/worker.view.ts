import { riskBands } from '../codes/risk-band.codes.js';
import { labelOf, type CodeEntry } from '../kernel/codelist.js';
import { inWords } from '../kernel/plain-date.js';
import { abilities } from './ability.codes.js';
import { absenceReasons } from './allocation.codes.js';
import type { ToAllocate } from './allocation.service.js';
import type { OpenedAbsence } from './absences.service.js';
import type { Absence } from './absence.queries.js';
import type { ToHandOver, Takers } from './hand-over.rules.js';
import type { Worker } from './suited.rules.js';
import { loadOf, mostFor } from './weight.rules.js';
import type { CapacityRow } from './worker.queries.js';
import type { OneWorker, WorkersReport } from './workers.service.js';

/** The page on which a case is given to somebody: those proposed with why, and everybody else of the team. */
export function allocationPage({ kase, advocateName, needs, proposed, advocates }: ToAllocate) {
  return {
    reference: kase.reference,
    version: kase.version,
    now: advocateName,
    needs: needs.map((need) => labelOf(abilities, need)),
    proposed: proposed.map(({ id, name, reasons }) => ({ name, reasons, code: id })),
    others: withReasons(advocates, kase.advocateId, proposed),
  };
}

function withReasons(
  advocates: readonly CodeEntry[],
  now: string,
  proposed: ToAllocate['proposed'],
): (CodeEntry & { readonly hint?: string })[] {
  const first = proposed.map(({ id, name, reasons }) => ({
    code: id,
    label: name,
    hint: reasons.join('. '),
  }));
  const rest = advocates.filter(({ code }) => code !== now && !first.some((each) => each.code === code));
  return [...first, ...rest];
}

/** What somebody has, and how much of what they can carry that is. */
export function loadView({ caseload, capacity, awayUntil, id, name }: Worker) {
  const { high, medium, standard, notAssessed } = caseload;
  const [weight, most] = [loadOf(caseload), mostFor(capacity)];
  return {
    ...{ id, name, high, medium, standard, notAssessed, weight, most },
    cases: high + medium + standard + notAssessed,
    ftePercent: capacity?.ftePercent ?? null,
    // Of nothing, whoever has anything has more than they can carry.
    taken: most === null || most === 0 ? null : Math.round((100 * weight) / most),
    full: most !== null && weight > most,
    awayUntil: awayUntil === null ? null : inWords(awayUntil),
  };
}

export function reportPage({ days, paged }: WorkersReport) {
  const { rows, ...place } = paged;
  return {
    days,
    period: `${inWords(days.fromOn)} to ${inWords(days.toOn)}`,
    list: {
      ...place,
      rows: rows.map(({ allocated, overrides, ...worker }) => ({
        ...loadView(worker),
        allocated,
        overrides,
      })),
    },
  };
}

export function workerPage({ worker, capacities, absences, today }: OneWorker) {
  const held = capacities.find(({ fromOn }) => fromOn <= today);
  return {
    worker: loadView(worker),
    abilityIds: worker.abilities,
    capacities: capacities.map((each) => ({ ...capacityView(each), now: each === held })),
    absences: absences.map(absenceView),
  };
}

function capacityView({ fromOn, ftePercent, fullWeight, setAt, setBy }: CapacityRow) {
  const most = mostFor({ ftePercent, fullWeight });
  return { from: inWords(fromOn), ftePercent, fullWeight, most, setAt, setBy };
}

export function absenceView({ id, staffId, name, fromOn, toOn, reason }: Absence) {
  const days = fromOn === toOn ? inWords(fromOn) : `${inWords(fromOn)} to ${inWords(toOn)}`;
  return { id, staffId, name, days, reason: labelOf(absenceReasons, reason) };
}

/** The cases to hand over, each with those of the team who could be chosen: whoever may not take it is among them, so that nothing is told. */
export function handOverRows(cases: readonly ToHandOver[], takers: Takers) {
  return cases.map(({ id, reference, riskBand, needs }) => ({
    id,
    reference,
    band: riskBand === null ? 'Not assessed' : labelOf(riskBands, riskBand),
    needs: needs.map((need) => labelOf(abilities, need)),
    taker: takers[id] ?? '',
  }));
}

/** Every case to one person, where the address names one of those there are; undefined where it does not. */
export function allTo(
  asked: unknown,
  people: readonly CodeEntry[],
  cases: readonly ToHandOver[],
): Takers | undefined {
  const one = people.find(({ code }) => code === asked);
  return one && Object.fromEntries(cases.map(({ id }) => [id, one.code]));
}

export function workersToChoose(workers: readonly Worker[], without: string): CodeEntry[] {
  return workers.filter(({ id }) => id !== without).map(({ id, name }) => ({ code: id, label: name }));
}

export function absencePage({ absence, cases, chosen, proposed, workers }: OpenedAbsence, to: unknown) {
  const people = workersToChoose(workers, absence.staffId);
  return {
    absence: absenceView(absence),
    rows: handOverRows(cases, allTo(to, people, cases) ?? { ...proposed, ...chosen }).map((row) => ({
      ...row,
      state: chosen[row.id] === undefined ? 'Nobody covers yet' : 'Covered',
    })),
    uncovered: cases.filter(({ id }) => chosen[id] === undefined).map(({ reference }) => reference),
    people,
  };
}
