import type { EntityManager } from 'typeorm';
import { policeAreas } from '../codes/police-area.codes.js';
import type { Carried, RoundedAtom } from '../disclosure/cube.js';
import { familiesFor } from '../disclosure/families.js';
import type { Codelist } from '../kernel/codelist.js';
import type { Quarter } from '../kernel/period.js';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import { sources, type CountedMeasure } from './measure-definition.js';
import {
  contracts,
  frozenQuarters,
  heldOverIn,
  printedAtoms,
  type FrozenQuarter,
} from './published.queries.js';
import { isOfContract } from './window.rules.js';

/** A question that published figures can answer. */
export interface FiguresAsked {
  readonly measures: readonly CountedMeasure[];
  /** Each is made of whole quarters, oldest first. */
  readonly periods: readonly (readonly Quarter[])[];
  /** Nothing frozen after this day, in London, is used: so the same question has the same answer for ever. */
  readonly frozenBy: PlainDate;
}

/** A service whose figures answer, with what they are as at. */
export interface AnsweringService {
  readonly serviceId: string;
  readonly service: string;
  /** The areas whose figures whoever asks may read. */
  readonly areas: Codelist;
  /** The first quarter of a contract that there are figures for. */
  readonly first: Quarter;
  /** The last snapshot used: figures count what was entered up to its `countedTo`. */
  readonly snapshot: FrozenQuarter;
  readonly heldOver: readonly Carried[];
  /** The periods, by their position, that have a quarter for which nothing is frozen; they have no cells. */
  readonly missing: readonly number[];
}

/** Something rounded: a sum of printed counts. What has no cell in a period that is not missing is printed 0. */
export interface PublishedCell {
  readonly measure: CountedMeasure;
  readonly serviceId: string;
  readonly area: string;
  /** Its position among the periods asked for. */
  readonly period: number;
  /** What the measure can be broken down by, each with its code: `sex`, `relationship`, `cyber`; `stage`; `outcome`. */
  readonly of: Readonly<Record<string, string>>;
  readonly figure: number;
}

export interface PublishedFigures {
  readonly services: readonly AnsweringService[];
  readonly cells: readonly PublishedCell[];
}

/** Published figures for a question, as fine as they are published, for whoever asks: row security says of which services and areas. */
export async function publishedFigures(tx: EntityManager, asked: FiguresAsked): Promise<PublishedFigures> {
  const services: AnsweringService[] = [];
  const cells: PublishedCell[] = [];
  for (const service of await servicesAnswering(tx, asked)) {
    const [from] = asked.periods.flat().sort();
    services.push(service);
    if (from === undefined) continue;
    const { serviceId, areas, snapshot, missing } = service;
    const atoms = await printedAtoms(tx, { serviceId, areas, snapshotsUpTo: snapshot.quarter, from });
    asked.periods.forEach((quarters, period) => {
      if (missing.includes(period)) return;
      const inPeriod = atoms.filter((atom) => quarters.includes(atom.quarter));
      cells.push(
        ...asked.measures.flatMap((measure) =>
          cellsOf(measure, inPeriod).map((cell) => ({ ...cell, serviceId, period })),
        ),
      );
    });
  }
  return { services, cells };
}

async function servicesAnswering(
  tx: EntityManager,
  { periods, frozenBy }: FiguresAsked,
): Promise<AnsweringService[]> {
  const held = await contracts(tx);
  const frozen = (await frozenQuarters(tx)).filter(({ frozenAt }) => londonDate(frozenAt) <= frozenBy);
  const answering: AnsweringService[] = [];
  for (const serviceId of new Set(held.map((contract) => contract.serviceId))) {
    const own = held.filter((contract) => contract.serviceId === serviceId);
    const quarters = frozen.filter(
      (each) => each.serviceId === serviceId && own.some((contract) => isOfContract(each.quarter, contract)),
    );
    const [first, snapshot] = [quarters[0]?.quarter, quarters.at(-1)];
    if (first === undefined || !snapshot) continue;
    const areas = policeAreas.filter(({ code }) =>
      own.some((contract) => contract.areas.some((area) => area.code === code)),
    );
    const isThere = (quarter: Quarter): boolean => quarters.some((each) => each.quarter === quarter);
    const missing = periods.flatMap((period, i) => (period.every(isThere) ? [] : [i]));
    const heldOver = (await heldOverIn(tx, serviceId, snapshot.quarter)).filter(({ area }) =>
      areas.some(({ code }) => code === area),
    );
    answering.push({ serviceId, service: own[0]?.service ?? '', areas, first, snapshot, heldOver, missing });
  }
  return answering;
}

function cellsOf(
  measure: CountedMeasure,
  atoms: readonly RoundedAtom[],
): Omit<PublishedCell, 'serviceId' | 'period'>[] {
  const { family, stages, by } = sources[measure];
  const names = dimensionNames(family);
  const cells = new Map<string, Omit<PublishedCell, 'serviceId' | 'period'>>();
  for (const { family: own, cell, rounded } of atoms) {
    const code = (name: string): string => cell[names.indexOf(name)] ?? '';
    if (own !== family || (stages && !stages.includes(code('stage')))) continue;
    const key = cell.join('|');
    const of = Object.fromEntries(by.map((name) => [name, code(name)]));
    cells.set(key, { measure, area: code('area'), of, figure: rounded + (cells.get(key)?.figure ?? 0) });
  }
  return [...cells.values()];
}

function dimensionNames(family: string): string[] {
  return (
    familiesFor(policeAreas)
      .find(({ name }) => name === family)
      ?.dimensions.map(({ name }) => name) ?? []
  );
}
